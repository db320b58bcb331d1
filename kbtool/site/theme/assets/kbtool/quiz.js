// Checks answers, counts them and remembers them in this browser. Without this file the pages show the answers on demand.
(() => {
  const KEY = "kbtool.quiz.1"
  const KIND = "kbtool results"

  // What is kept: every answer ever given, and for each topic when its present round began.
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}")
      return { answers: Array.isArray(kept.answers) ? kept.answers : [], rounds: kept.rounds || {} }
    } catch { return { answers: [], rounds: {} } }
  }
  const state = load()
  let lost = false // answers that only this page holds, since the browser keeps no more
  // Another tab may have written since: what it knows is taken over, never overwritten.
  const save = () => {
    const kept = load()
    const known = new Set(state.answers.map(answer => `${answer.item} ${answer.at}`))
    state.answers.push(...kept.answers.filter(answer => !known.has(`${answer.item} ${answer.at}`)))
    state.answers.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    for (const [name, began] of Object.entries(kept.rounds)) {
      if (!(state.rounds[name] > began)) state.rounds[name] = began
    }
    try { localStorage.setItem(KEY, JSON.stringify(state)); lost = false } catch { lost = true }
    return !lost
  }
  addEventListener("beforeunload", event => { if (lost) event.preventDefault() })

  // One file with all answers, for `kbtool results import`.
  const saveFile = () => {
    const data = { kind: KIND, version: 1, exported: new Date().toISOString(), answers: state.answers }
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }))
    link.download = `quiz-${data.exported.slice(0, 10)}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    lost = false
  }
  for (const button of document.querySelectorAll("[data-kb-export]")) {
    button.hidden = false
    button.addEventListener("click", saveFile)
  }

  // What is due today: facts (an article and a type of question) whose day has come or whose article has changed.
  const dueItems = items => { // of each due fact the item asked longest ago
    const factOf = new Map(items.map(({ item, fact }) => [item, fact]))
    const cards = kbtoolFsrs.replay(state.answers, answer => answer.fact ?? factOf.get(answer.item))
    const asked = new Map(state.answers.map(answer => [answer.item, answer.at]))
    const endOfDay = new Date().setHours(23, 59, 59, 999)
    const chosen = new Map()
    for (const { item, fact, article } of items) {
      const card = cards.get(fact)
      if (!card || (card.due > endOfDay && (!card.article || card.article === article))) continue
      const other = chosen.get(fact)
      if (other === undefined || (asked.get(item) ?? "") < (asked.get(other) ?? "")) chosen.set(fact, item)
    }
    return new Set(chosen.values())
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const last = (id, version, since) =>
    state.answers.findLast(answer => answer.item === id && answer.version === version && answer.at >= since)

  // The page of topics: how far each one is, and what is due today.
  let dueInAll = 0
  for (const tile of document.querySelectorAll("[data-kb-items]")) {
    const since = state.rounds[`${document.documentElement.lang}/${tile.dataset.kbTopic}`] || ""
    const items = tile.dataset.kbItems.trim().split(" ").map(name => name.split("@"))
    const given = items.map(([id, version]) => last(id, Number(version), since)).filter(Boolean)
    if (given.length) {
      const right = given.filter(answer => answer.right).length
      tile.querySelector(".kb-tile__count").textContent =
        fill(tile.dataset.kbProgress, { done: given.length, of: items.length, right })
    }
    const due = dueItems(items.map(([item, , fact, article]) => ({ item, fact, article }))).size
    if (due) {
      const badge = document.createElement("strong")
      badge.className = "kb-tile__due"
      badge.textContent = fill(tile.dataset.kbDue, { due })
      tile.append(badge)
      tile.href += "#due"
    }
    dueInAll += due
  }
  const dueNote = document.querySelector("[data-kb-due-all]")
  if (dueNote && state.answers.length) {
    dueNote.textContent = dueInAll ? fill(dueNote.dataset.kbDueAll, { due: dueInAll }) : dueNote.dataset.kbDueNone
  }

  const quiz = document.querySelector("[data-kb-quiz]")
  if (!quiz) return
  const say = quiz.dataset
  const round = `${document.documentElement.lang}/${say.kbQuiz}`
  const items = [...quiz.querySelectorAll("[data-kb-item]")]
  const head = quiz.querySelector(".kb-quiz__head")
  const since = () => state.rounds[round] || ""
  const due = dueItems(items.map(({ dataset }) => ({ item: dataset.kbItem, fact: dataset.fact, article: dataset.article })))
  const given = item => // what is due again counts as not answered yet
    due.has(item.dataset.kbItem) ? undefined : last(item.dataset.kbItem, Number(item.dataset.version), since())

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

  // Seconds count from the answer before, or from the opening of the page; ten minutes at most.
  let began = performance.now()
  const seconds = () => Math.min(600, Math.round(performance.now() - began) / 1000)

  const answer = (item, option) => {
    const { submit } = parts(item)
    const kept = {
      item: item.dataset.kbItem, version: Number(item.dataset.version), option,
      right: option === item.dataset.key, at: new Date().toISOString(), seconds: seconds(),
      fact: item.dataset.fact, article: item.dataset.article,
    }
    state.answers.push(kept)
    due.delete(kept.item)
    mark(item)
    began = performance.now()
    if (!save()) quiz.querySelector(".kb-quiz__lost").textContent = quiz.querySelector(".kb-quiz__lost").dataset.text
    show(item, kept, !kept.right)
    count()
    submit.focus() // the option or button that had the focus is disabled or gone
  }

  const mark = item => { item.querySelector(".kb-item__due").hidden = !due.has(item.dataset.kbItem) }

  for (const item of items) {
    mark(item)
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
  const firstDue = items.find(item => due.has(item.dataset.kbItem))
  if (location.hash === "#due" && firstDue) {
    firstDue.scrollIntoView()
    firstDue.querySelector("input").focus()
  }
})()
