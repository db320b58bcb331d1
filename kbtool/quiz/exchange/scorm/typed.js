// What is typed is compared without capitals, quotes, extra spaces, and stops or slashes at its end, as
// kbtool/quiz/judging.py does it; tests/quiz/golden/typed.json holds both to the same comparison.
const LONGEST = 120
const compared = (() => {
  const PLAIN = { "„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "‚": "'", "‐": "-", "‑": "-", "–": "-" }
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
  return text => {
    const small = text.normalize("NFKC").toLowerCase().normalize("NFKC")
    let words = [...small].map(letter => PLAIN[letter] ?? letter).join("").split(SPACE).filter(Boolean).join(" ")
    words = words.replace(/ ?\+ ?/g, "+")
    for (let before; before !== words;) {
      before = words
      words = words.replace(/^(["'`]+)(.*)\1$/su, "$2").replace(/^ +/, "").replace(/[.;/\\ ]+$/, "")
    }
    return words
  }
})()
const typed = text => compared([...compared(text)].slice(0, LONGEST).join("")); // the player follows in the same file
