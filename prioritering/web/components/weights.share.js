// Whole percents that sum to 100. One is moved; those that are neither moved nor locked share what is left in the
// proportions of `base`, equally where they had nothing, by largest remainder, the earlier first in a tie.
function shared(base, moved, value, locked) {
  const free = base.map((_, index) => index).filter((index) => index !== moved && !locked[index]);
  const open = 100 - sumOf(base.filter((_, index) => index !== moved && locked[index]));
  const given = free.length ? Math.min(open, Math.max(0, value)) : open;
  const before = free.map((index) => base[index]);
  const parts = sumOf(before) ? before : before.map(() => 1);
  const values = [...base];
  values[moved] = given;
  wholeParts(parts, open - given).forEach((part, place) => { values[free[place]] = part; });
  return values;
}

function wholeParts(parts, total) {
  const sum = sumOf(parts);
  const whole = parts.map((part) => Math.floor((part * total) / sum));
  const left = parts.map((part, place) => ({ place, rest: (part * total) % sum })).sort((a, b) => b.rest - a.rest || a.place - b.place);
  for (const { place } of left.slice(0, total - sumOf(whole))) whole[place] += 1;
  return whole;
}

function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}
