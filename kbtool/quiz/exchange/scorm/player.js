// Plays a quiz as a SCORM 1.2 lesson: judges answers, reports them to the LMS, goes on where the last visit ended.
(() => {
  const LIMIT = 4096 // characters of suspend_data in SCORM 1.2
  const FEEDBACK = 255 // characters of an answer there
  const KEPT = 40 // characters kept of a typed answer: scorm_forms.py counts with them
  const NONE = ".", UNSURE = "-"

  const quiz = document.querySelector("[data-quiz]")
  const say = quiz.dataset
  const items = [...quiz.querySelectorAll("[data-item]")]
  const started = Date.now()
  let answers = items.map(() => NONE)
  let rights = items.map(() => false)
  let shownAt = started
  let finished = false

  // -- the LMS: an object called API in one of the windows around this one ----------------------------------
  const lookUp = (from, key) => {
    let place = from
    for (let step = 0; place && step < 16; step += 1) {
      try {
        if (place.API) return place.API
        if (place === place[key]) return null
        place = place[key]
      } catch { return null } // a window of another site
    }
    return null
  }
  const api = lookUp(window, "parent") || lookUp(window.opener, "parent") || lookUp(window.top.opener, "parent")
  const isOn = Boolean(api) && String(api.LMSInitialize("")) === "true"
  const get = name => (isOn ? String(api.LMSGetValue(name)) : "")
  const mode = get("cmi.core.lesson_mode")
  const isReview = mode === "review" || mode === "browse"
  let refused = false
  const set = (name, value) => {
    if (isOn && !isReview && String(api.LMSSetValue(name, String(value))) !== "true") refused = true
  }
  const commit = () => {
    if (isOn && !isReview && String(api.LMSCommit("")) !== "true") refused = true
    quiz.querySelector(".notice").textContent = isOn ? (refused ? say.refused : "") : say.alone
  }

  const two = number => String(number).padStart(2, "0")
  const clock = date => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const span = milliseconds => {
    const seconds = Math.max(0, milliseconds) / 1000
    const hours = Math.min(9999, Math.floor(seconds / 3600))
    const rest = (seconds % 60).toFixed(2).padStart(5, "0")
    return `${String(hours).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${rest === "60.00" ? "59.99" : rest}`
  }

  // -- grading: an answer is a letter, letters joined by commas, or what was typed -----------------------------
  const formOf = place => items[place].dataset.form
  const keyOf = place => items[place].dataset.key
  const isKnown = place => ![NONE, UNSURE].includes(answers[place])
  const judge = (place, answer) => (formOf(place) === "typed"
    ? JSON.parse(keyOf(place)).includes(typed(answer)) : answer === keyOf(place))
  const isRight = place => isKnown(place) && rights[place]
  const right = () => items.filter((_, place) => isRight(place)).length
  const done = () => answers.filter(answer => answer !== NONE).length
  const score = () => Math.round((100 * right()) / items.length)
  const mastery = () => Number(get("cmi.student_data.mastery_score")) || Number(say.mastery)
  const isPassed = () => score() >= mastery()

  // -- what the LMS is told ---------------------------------------------------------------------------------
  const TYPES = { one: "choice", several: "choice", order: "sequencing", typed: "fill-in", written: "performance" }
  const tell = place => {
    const number = Number(get("cmi.interactions._count")) || 0
    const field = name => `cmi.interactions.${number}.${name}`
    const answer = answers[place]
    const patterns = formOf(place) === "typed" ? JSON.parse(keyOf(place)) : [keyOf(place)]
    set(field("id"), items[place].dataset.item)
    set(field("type"), TYPES[formOf(place)])
    set(field("time"), clock(new Date()))
    patterns.forEach((pattern, at) => set(field(`correct_responses.${at}.pattern`), pattern.slice(0, FEEDBACK)))
    set(field("weighting"), "1")
    if (answer !== UNSURE) set(field("student_response"), answer.slice(0, FEEDBACK))
    set(field("result"), isRight(place) ? "correct" : answer === UNSURE ? "neutral" : "wrong")
    set(field("latency"), span(Date.now() - shownAt))
  }

  // -- what the LMS remembers: one character for a choice, letters or the start of a text up to a semicolon --------
  const packed = (answer, place) => {
    if (formOf(place) === "one") return answer
    if (!isKnown(place)) return `${answer};`
    if (formOf(place) !== "typed") return `${answer.replaceAll(",", "")};`
    return `${rights[place] ? "+" : "!"}${answer.slice(0, KEPT).replaceAll(";", ",")};`
  }
  const unpacked = kept => items.forEach((_, place) => {
    const length = formOf(place) === "one" ? 1 : kept.indexOf(";") + 1
    const part = kept.slice(0, length).replace(";", "")
    kept = kept.slice(length)
    answers[place] = part || NONE
    if (!isKnown(place)) return
    if (formOf(place) === "typed") answers[place] = part.slice(1)
    else answers[place] = [...part].join(",")
    rights[place] = formOf(place) === "typed" ? part[0] === "+" : judge(place, answers[place])
  })

  const keep = () => {
    set("cmi.suspend_data", `${say.quiz}:${answers.map(packed).join("")}`.slice(0, LIMIT))
    set("cmi.core.lesson_location", String(answers.indexOf(NONE)))
    if (done() < items.length) {
      if (get("cmi.core.lesson_status") !== "passed") set("cmi.core.lesson_status", "incomplete")
    } else {
      set("cmi.core.score.min", "0")
      set("cmi.core.score.max", "100")
      set("cmi.core.score.raw", score())
      set("cmi.core.lesson_status", isPassed() ? "passed" : "failed")
    }
    commit()
  }

  const finish = () => {
    if (!isOn || finished) return
    finished = true
    set("cmi.core.session_time", span(Date.now() - started))
    set("cmi.core.exit", done() < items.length ? "suspend" : "")
    api.LMSFinish("")
  }

  const recall = () => {
    const data = get("cmi.suspend_data")
    if (data.startsWith(`${say.quiz}:`)) unpacked(data.slice(say.quiz.length + 1))
  }

  // -- the page ---------------------------------------------------------------------------------------------
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  const progress = () => {
    const head = quiz.querySelector(".progress")
    head.querySelector("progress").value = done()
    head.querySelector("label").textContent = fill(say.progress, { done: done(), of: items.length, right: right() })
    const end = quiz.querySelector(".end")
    const isDone = done() === items.length
    end.hidden = !isDone
    if (!isDone) return
    end.querySelector("[role=status]").textContent =
      `${isPassed() ? "✓" : "✗"} ${fill(isPassed() ? say.passed : say.failed, { score: score(), mastery: mastery() })}`
    end.querySelector("button").hidden = isPassed() || isReview
  }

  const steps = place => [...items[place].querySelectorAll("[data-step]")]

  // Put the answer back into the fields: what is ticked, typed, or the order of the steps.
  const fillIn = place => {
    const item = items[place], isAnswered = answers[place] !== NONE
    const chosen = isKnown(place) ? answers[place].split(",") : []
    for (const input of item.querySelectorAll("input, textarea")) {
      input.disabled = isAnswered || isReview
      if (["radio", "checkbox"].includes(input.type)) input.checked = chosen.includes(input.value)
      else if (!isAnswered) input.value = ""
      else if (formOf(place) === "typed") input.value = isKnown(place) ? answers[place] : ""
    }
    const list = item.querySelector(".steps")
    if (list && isKnown(place)) list.append(...chosen.map(name => list.querySelector(`[data-step=${name}]`)))
    for (const button of item.querySelectorAll("[data-by]")) button.disabled = isAnswered || isReview
  }

  const mark = place => {
    const isAnswered = answers[place] !== NONE, keys = keyOf(place).split(",")
    for (const option of items[place].querySelectorAll(".option")) {
      const input = option.querySelector("input"), isKey = keys.includes(input.value)
      option.classList.toggle("right", isAnswered && isKey)
      option.classList.toggle("wrong", isAnswered && input.checked && !isKey)
    }
  }

  const show = place => {
    const item = items[place], answer = answers[place], isAnswered = answer !== NONE, words = item.dataset
    fillIn(place)
    mark(place)
    item.querySelector(".buttons").hidden = isAnswered || isReview
    item.querySelector(".solution").hidden = !isAnswered
    const compare = item.querySelector(".compare")
    if (compare) {
      const submit = item.querySelector("[type=submit]")
      submit.textContent = submit.dataset.compare
      compare.hidden = !isAnswered
    }
    const concerned = [...answer.split(","), ...keyOf(place).split(",")]
    for (const why of item.querySelectorAll("[data-why]")) why.hidden = !concerned.includes(why.dataset.why)
    const verdict = isRight(place) ? `✓ ${words.right}` : answer === UNSURE ? `? ${words.unsure}` : `✗ ${words.wrong}`
    const result = item.querySelector("[role=status]")
    result.textContent = isAnswered ? verdict : ""
    result.className = !isAnswered ? "" : isRight(place) ? "right" : "wrong"
  }

  const answer = (place, given) => {
    if (answers[place] !== NONE || isReview) return
    answers[place] = given || UNSURE
    rights[place] = isKnown(place) && judge(place, given)
    tell(place)
    shownAt = Date.now()
    keep()
    show(place)
    progress()
    const next = items[place].querySelector(".solution")
    next.tabIndex = -1
    next.focus() // the button that had the focus is gone
  }

  // What the fields say; null while something is missing.
  const given = place => {
    const item = items[place], status = item.querySelector("[role=status]")
    if (formOf(place) === "order") return steps(place).map(step => step.dataset.step).join(",")
    if (formOf(place) === "typed") return item.querySelector("input").value.trim() || null
    const compare = item.querySelector(".compare")
    if (compare?.hidden) {
      compare.hidden = false
      compare.tabIndex = -1
      compare.focus()
      const submit = item.querySelector("[type=submit]")
      submit.textContent = submit.dataset.check
      return null
    }
    const chosen = [...item.querySelectorAll("input:checked")].map(input => input.value).join(",")
    if (!chosen && !compare) status.textContent = item.dataset.nothing
    return chosen || (compare ? "" : null)
  }

  const move = (place, button) => {
    const step = button.closest("[data-step]"), by = Number(button.dataset.by)
    const other = by < 0 ? step.previousElementSibling : step.nextElementSibling
    if (!other) return
    if (by < 0) other.before(step)
    else other.after(step)
    button.focus()
    const at = steps(place).indexOf(step) + 1
    items[place].querySelector("[role=status]").textContent = fill(items[place].dataset.moved, { place: at })
  }

  items.forEach((item, place) => {
    item.querySelector("form").addEventListener("submit", event => {
      event.preventDefault()
      const said = given(place)
      if (said !== null) answer(place, said)
    })
    item.querySelector(".unsure").addEventListener("click", () => answer(place, UNSURE))
    for (const button of item.querySelectorAll("[data-by]")) button.addEventListener("click", () => move(place, button))
  })
  quiz.querySelector(".end button").addEventListener("click", () => {
    answers = items.map(() => NONE)
    shownAt = Date.now()
    keep()
    items.forEach((_, place) => show(place))
    progress()
    items[0].querySelector("input, textarea, [data-by]").focus()
  })

  recall()
  items.forEach((_, place) => show(place))
  progress()
  const status = get("cmi.core.lesson_status")
  if (status === "not attempted" || status === "unknown") set("cmi.core.lesson_status", "incomplete")
  commit()
  quiz.hidden = false
  addEventListener("pagehide", finish)
  addEventListener("beforeunload", finish)
})()
