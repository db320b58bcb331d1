// Checks answers, counts them and remembers them in this browser. Without this file the pages show the answers on demand.
(() => {
  const KEY = "kbtool.quiz.1"

  // What is kept: every answer ever given, and for each topic when its present round began.
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}")
      return { answers: Array.isArray(kept.answers) ? kept.answers : [], rounds: kept.rounds || {} }
    } catch { return { answers: [], rounds: {} } }
  }
  const state = load()
  const save = () => {
    try { localStorage.setItem(KEY, JSON.stringify(state)); return true } catch { return false }
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const last = (id, version, since) =>
    state.answers.findLast(answer => answer.item === id && answer.version === version && answer.at >= since)

  // The page of topics: how far each one is.
  for (const tile of document.querySelectorAll("[data-kb-items]")) {
    const since = state.rounds[`${document.documentElement.lang}/${tile.dataset.kbTopic}`] || ""
    const items = tile.dataset.kbItems.trim().split(" ").map(name => name.split("@"))
    const given = items.map(([id, version]) => last(id, Number(version), since)).filter(Boolean)
    if (given.length) {
      const right = given.filter(answer => answer.right).length
      tile.querySelector(".kb-tile__count").textContent =
        fill(tile.dataset.kbProgress, { done: given.length, of: items.length, right })
    }
  }

  const quiz = document.querySelector("[data-kb-quiz]")
  if (!quiz) return
  const say = quiz.dataset
  const round = `${document.documentElement.lang}/${say.kbQuiz}`
  const items = [...quiz.querySelectorAll("[data-kb-item]")]
  const head = quiz.querySelector(".kb-quiz__head")
  const since = () => state.rounds[round] || ""
  const given = item => last(item.dataset.kbItem, Number(item.dataset.version), since())

  const count = () => {
    const answers = items.map(given).filter(Boolean)
    const right = answers.filter(answer => answer.right).length
    head.querySelector("progress").value = answers.length
    head.querySelector("label").textContent = fill(say.progress, { done: answers.length, of: items.length, right })
  }

  const parts = item => ({
    form: item.querySelector("form"),
    inputs: [...item.querySelectorAll("input")],
    submit: item.querySelector("[type=submit]"),
    unsure: item.querySelector(".kb-item__unsure"),
    result: item.querySelector(".kb-item__result"),
    solution: item.querySelector("details"),
  })

  const show = (item, answer, open) => {
    const { inputs, submit, unsure, result, solution } = parts(item)
    for (const input of inputs) {
      input.disabled = true
      input.checked = input.value === answer.option
      const option = input.closest(".kb-option")
      option.classList.toggle("is-right", input.value === item.dataset.key)
      option.classList.toggle("is-wrong", input.checked && !answer.right)
    }
    const icon = document.createElement("span")
    icon.setAttribute("aria-hidden", "true")
    icon.textContent = answer.right ? "✓ " : answer.option ? "✗ " : "? "
    const why = item.querySelector(`[data-why="${CSS.escape(answer.option || item.dataset.key)}"]`)
    const reason = why ? why.textContent.slice(why.textContent.indexOf(":") + 1).trim() : ""
    const verdict = answer.right ? say.right : answer.option ? say.wrong : say.unsure
    result.classList.toggle("is-right", answer.right)
    result.classList.toggle("is-wrong", !answer.right && Boolean(answer.option))
    const strong = document.createElement("strong")
    strong.append(icon, verdict)
    result.replaceChildren(strong, ` ${reason}`)
    solution.hidden = false
    solution.open = open
    unsure.hidden = true
    submit.textContent = say.again
  }

  const clear = item => {
    const { inputs, submit, unsure, result, solution } = parts(item)
    for (const input of inputs) {
      input.disabled = input.checked = false
      input.closest(".kb-option").classList.remove("is-right", "is-wrong")
    }
    result.replaceChildren()
    result.classList.remove("is-right", "is-wrong")
    solution.hidden = true
    unsure.hidden = false
    submit.textContent = say.check
  }

  const answer = (item, option) => {
    const { submit } = parts(item)
    const kept = {
      item: item.dataset.kbItem, version: Number(item.dataset.version), option,
      right: option === item.dataset.key, at: new Date().toISOString(),
    }
    state.answers.push(kept)
    if (!save()) quiz.querySelector(".kb-quiz__lost").textContent = quiz.querySelector(".kb-quiz__lost").dataset.text
    show(item, kept, !kept.right)
    count()
    submit.focus() // the option or button that had the focus is disabled or gone
  }

  for (const item of items) {
    const { form, inputs, unsure } = parts(item)
    item.querySelector(".kb-item__buttons").hidden = false
    clear(item)
    const before = given(item)
    if (before) show(item, before, false)
    form.addEventListener("submit", event => {
      event.preventDefault()
      const isAnswered = inputs[0].disabled
      if (isAnswered) {
        clear(item)
        inputs[0].focus()
      } else {
        answer(item, inputs.find(input => input.checked).value)
      }
    })
    unsure.addEventListener("click", () => answer(item, ""))
  }

  head.hidden = false
  head.querySelector("button").addEventListener("click", () => {
    state.rounds[round] = new Date().toISOString()
    save()
    items.forEach(clear)
    count()
    items[0].querySelector("input").focus()
  })
  count()
})()
