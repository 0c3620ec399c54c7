// Which weights the hand has locked, each with its percent, by plan: for as long as the tab is open, also while another
// page is seen. What is then set in another way is locked no more: nothing says that it is locked and moves.
function locksOf(plan) {
  window.lockedWeights ??= {};
  return (window.lockedWeights[plan] ??= {});
}

function stillLocked(locks, names, values) {
  names.forEach((name, place) => { if (locks[name] !== values[place]) delete locks[name]; });
  return names.map((name) => name in locks);
}
