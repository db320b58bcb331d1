// How each form of question is answered: what the controls say, whether that is right, how it is marked afterwards.
// kbtool/quiz/judging.py does the same in Python; tests/quiz/golden/typed.json holds both to the same comparison.
(() => {
  const LONGEST = 120
  const PLAIN = { "„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "‚": "'", "‐": "-", "‑": "-", "–": "-" }
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

  // What is typed is compared without capitals, quotes, extra spaces, and stops or slashes at its end.
  const typed = text => {
    const small = text.normalize("NFKC").toLowerCase().normalize("NFKC")
    const plain = [...small].map(letter => PLAIN[letter] ?? letter).join("")
    let words = plain.split(SPACE).filter(Boolean).join(" ").replace(/ ?\+ ?/g, "+")
    for (let before; before !== words;) {
      before = words
      words = words.replace(/^(["'`]+)(.*)\1$/su, "$2").replace(/^ +/, "").replace(/[.;/\\ ]+$/, "")
    }
    return words
  }
  const stored = text => typed([...typed(text)].slice(0, LONGEST).join(""))

  const ids = answer => (answer ? answer.split(",") : [])
  const inputs = item => [...item.querySelectorAll(".kb-option input")]
  const field = item => item.querySelector(".kb-typed :is(input, textarea)")

  // Says beside an option what it was, in words and by an icon; without words it takes that away.
  const mark = (option, isRight, words) => {
    option.classList.toggle("is-right", Boolean(words) && isRight)
    option.classList.toggle("is-wrong", Boolean(words) && !isRight)
    option.querySelector(".kb-mark")?.remove()
    if (!words) return
    const [made, pause, icon] = ["kb-mark", "kb-hidden", "kb-mark__icon"].map(name => {
      const span = document.createElement("span")
      span.className = name
      return span
    })
    pause.textContent = "– " // for those who hear it
    icon.setAttribute("aria-hidden", "true")
    icon.textContent = isRight ? " ✓ " : " ✗ "
    made.append(pause, icon, words)
    option.querySelector(".kb-option__text").append(made)
  }

  const choices = {
    read: item => inputs(item).filter(input => input.checked).map(input => input.value).join(","),
    first: item => inputs(item)[0],
    show(item, answer, say) {
      const chosen = ids(answer)
      for (const input of inputs(item)) {
        input.disabled = true
        input.checked = chosen.includes(input.value)
        mark(input.closest(".kb-option"), ...this.verdict(ids(item.dataset.key).includes(input.value), input.checked, answer, say))
      }
    },
    // Whether an option is marked as right, and in which words; none where nothing is to be said of it.
    verdict: (isKey, isChosen, _, say) => [isKey, isKey ? say.is_right : isChosen ? say.is_wrong : ""],
    clear(item) {
      for (const input of inputs(item)) {
        input.disabled = input.checked = false
        mark(input.closest(".kb-option"), false, "")
      }
    },
  }

  const several = {
    ...choices,
    verdict(isKey, isChosen, answer, say) {
      if (isKey && answer && !isChosen) return [false, say.is_forgotten]
      return [isKey, isKey ? say.is_right : isChosen ? say.is_too_much : ""]
    },
    // As radios do by themselves, boxes ask for at least one tick.
    check: (item, say) => inputs(item)[0].setCustomValidity(choices.read(item) ? "" : say.tick_one),
  }

  const steps = item => [...item.querySelectorAll(".kb-steps > li")]
  const moves = item => [...item.querySelectorAll(".kb-step__moves")]
  const asked = new WeakMap() // the order in which the page came
  const arrange = (item, order) => item.querySelector(".kb-steps").append(...order)
  const ends = item => {
    const all = steps(item)
    all.forEach((step, place) => {
      const [up, down] = step.querySelectorAll("button")
      up.setAttribute("aria-disabled", String(place === 0))
      down.setAttribute("aria-disabled", String(place === all.length - 1))
    })
  }
  const move = (item, button, say) => {
    const step = button.closest("li")
    const up = button.dataset.by === "-1"
    const other = up ? step.previousElementSibling : step.nextElementSibling
    if (other) other[up ? "before" : "after"](step)
    ends(item)
    button.focus()
    const place = steps(item).indexOf(step) + 1
    const words = step.querySelector(".kb-option__text").textContent
    item.querySelector(".kb-item__result").textContent = kbtoolStore.fill(say.moved, { place, of: steps(item).length, step: words })
  }
  const order = {
    read: item => steps(item).map(step => step.dataset.option).join(","),
    first: item => item.querySelector(".kb-steps [aria-disabled=false]"),
    prepare(item, say) {
      asked.set(item, steps(item))
      item.addEventListener("click", event => {
        const button = event.target.closest(".kb-step__moves button")
        if (button) move(item, button, say)
      })
    },
    show(item, answer, say) {
      const byId = new Map(steps(item).map(step => [step.dataset.option, step]))
      const key = ids(item.dataset.key)
      if (answer) arrange(item, ids(answer).map(id => byId.get(id)).filter(Boolean))
      for (const buttons of moves(item)) buttons.hidden = true
      steps(item).forEach((step, place) => {
        const right = key.indexOf(step.dataset.option)
        const words = right === place ? say.is_right : kbtoolStore.fill(say.is_elsewhere, { place: right + 1 })
        mark(step, right === place, answer ? words : "")
      })
    },
    clear(item) {
      arrange(item, asked.get(item))
      for (const step of steps(item)) mark(step, false, "")
      for (const buttons of moves(item)) buttons.hidden = false
      ends(item)
    },
  }

  const text = {
    read: item => stored(field(item).value),
    isRight: (item, answer) => JSON.parse(item.dataset.key).includes(answer),
    first: field,
    show(item, answer) {
      field(item).value ||= answer // after a reload only what was compared is known
      field(item).readOnly = true
    },
    clear(item) {
      field(item).value = ""
      field(item).readOnly = false
    },
  }

  const model = item => item.querySelector(".kb-item__model")
  const written = {
    ...choices,
    first: field,
    // The reply comes first, then the model answer to compare it with.
    isReady: item => !model(item).hidden,
    reveal(item) {
      field(item).readOnly = true
      model(item).hidden = false
      model(item).querySelector("h3").focus()
    },
    verdict: (_, isChosen, answer, say) => [isChosen, isChosen ? say.is_right : answer ? say.is_forgotten : ""],
    show(item, answer, say) {
      choices.show.call(this, item, answer, say)
      model(item).hidden = false
      field(item).readOnly = true
      field(item).parentElement.hidden = !field(item).value
    },
    clear(item) { // the text stays for another try
      choices.clear(item)
      model(item).hidden = true
      field(item).readOnly = false
      field(item).parentElement.hidden = false
    },
  }

  const common = {
    isRight: (item, answer) => answer !== "" && answer === item.dataset.key,
    isReady: () => true,
    check: () => {},
    prepare: () => {},
  }
  const forms = Object.fromEntries(Object.entries({ one: choices, several, order, typed: text, written })
    .map(([name, form]) => [name, { ...common, ...form }]))

  globalThis.kbtoolForms = { stored, ids, of: item => forms[item.dataset.form] }
})()
