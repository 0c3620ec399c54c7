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
