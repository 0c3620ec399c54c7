// How numbers are written and read, as in prioritering/swedish.py: thousands by a hard space, a comma, and a real minus.
function numberWords(value) {
  if (typeof value !== "number") return value;
  const [whole, decimals] = String(Math.abs(value)).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") + (decimals ? `,${decimals}` : "");
  return value < 0 ? `\u2212${text}` : text;
}

// NaN when it is no number; an empty text is none.
function typedNumber(text) {
  const plain = text.replace(/\s/g, "").replace(",", ".").replace("\u2212", "-");
  return plain ? Number(plain) : NaN;
}

// "2 500 eller 2,5" of a figure that can be read in both ways where both are at most `highest`, else nothing.
// As `check_one_reading` in prioritering/typed_numbers.py.
const THOUSANDFOLD = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/;

function twoReadings(text, highest) {
  const value = typedNumber(text);
  if (!THOUSANDFOLD.test(text.trim()) || value * 1000 > highest) return "";
  const small = numberWords(value);
  return `${numberWords(Math.round(value * 1000))} eller ${small}${THOUSANDFOLD.test(small) ? "0" : ""}`;
}
