// Plays a quiz as a SCORM 1.2 lesson: judges answers, reports them to the LMS, goes on where the last visit ended.
(() => {
  const LIMIT = 4096 // characters of suspend_data in SCORM 1.2
  const NONE = ".", UNSURE = "-"

  const quiz = document.querySelector("[data-quiz]")
  const say = quiz.dataset
  const items = [...quiz.querySelectorAll("[data-item]")]
  const started = Date.now()
  let answers = items.map(() => NONE)
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

  // -- grading ----------------------------------------------------------------------------------------------
  const isRight = place => answers[place] === items[place].dataset.key
  const right = () => items.filter((_, place) => isRight(place)).length
  const done = () => answers.filter(answer => answer !== NONE).length
  const score = () => Math.round((100 * right()) / items.length)
  const mastery = () => Number(get("cmi.student_data.mastery_score")) || Number(say.mastery)
  const isPassed = () => score() >= mastery()

  // -- what the LMS is told ---------------------------------------------------------------------------------
  const tell = place => {
    const number = Number(get("cmi.interactions._count")) || 0
    const field = name => `cmi.interactions.${number}.${name}`
    const answer = answers[place]
    set(field("id"), items[place].dataset.item)
    set(field("type"), "choice")
    set(field("time"), clock(new Date()))
    set(field("correct_responses.0.pattern"), items[place].dataset.key)
    set(field("weighting"), "1")
    if (answer !== UNSURE) set(field("student_response"), answer)
    set(field("result"), isRight(place) ? "correct" : answer === UNSURE ? "neutral" : "wrong")
    set(field("latency"), span(Date.now() - shownAt))
  }

  const keep = () => {
    set("cmi.suspend_data", `${say.quiz}:${answers.join("")}`.slice(0, LIMIT))
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
    const [quizOfThen, kept = ""] = get("cmi.suspend_data").split(":")
    if (quizOfThen !== say.quiz) return
    answers = items.map((_, place) => kept[place] || NONE)
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

  const show = place => {
    const item = items[place], answer = answers[place], isAnswered = answer !== NONE
    const result = item.querySelector("[role=status]")
    for (const input of item.querySelectorAll("input")) {
      input.disabled = isAnswered || isReview
      input.checked = input.value === answer
      const option = input.closest(".option")
      option.classList.toggle("right", isAnswered && input.value === item.dataset.key)
      option.classList.toggle("wrong", input.checked && !isRight(place))
    }
    item.querySelector(".buttons").hidden = isAnswered || isReview
    item.querySelector(".solution").hidden = !isAnswered
    for (const why of item.querySelectorAll("[data-why]")) why.hidden = ![answer, item.dataset.key].includes(why.dataset.why)
    const words = item.dataset
    const verdict = isRight(place) ? `✓ ${words.right}` : answer === UNSURE ? `? ${words.unsure}` : `✗ ${words.wrong}`
    result.textContent = isAnswered ? verdict : ""
    result.className = !isAnswered ? "" : isRight(place) ? "right" : "wrong"
  }

  const answer = (place, option) => {
    if (answers[place] !== NONE || isReview) return
    answers[place] = option
    tell(place)
    shownAt = Date.now()
    keep()
    show(place)
    progress()
    const next = items[place].querySelector(".solution")
    next.tabIndex = -1
    next.focus() // the button that had the focus is gone
  }

  items.forEach((item, place) => {
    item.querySelector("form").addEventListener("submit", event => {
      event.preventDefault()
      const chosen = item.querySelector("input:checked")
      if (chosen) answer(place, chosen.value)
    })
    item.querySelector(".unsure").addEventListener("click", () => answer(place, UNSURE))
  })
  quiz.querySelector(".end button").addEventListener("click", () => {
    answers = items.map(() => NONE)
    shownAt = Date.now()
    keep()
    items.forEach((_, place) => show(place))
    progress()
    items[0].querySelector("input").focus()
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
