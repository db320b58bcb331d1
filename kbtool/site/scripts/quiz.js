// A round of questions: asks, judges, counts, repeats what was wrong. Without this file the pages show the answers on demand.
(() => {
  const { state, round, setRound, save, onOtherTab, last, schedule, fill } = kbtoolStore
  const formOf = kbtoolForms.of

  // Brings the questions of a page to life. `restart` is what the button for a new round does after the round is gone.
  const start = (quiz, { restart } = {}) => {
    const say = JSON.parse(quiz.dataset.say)
    const name = `${document.documentElement.lang}/${quiz.dataset.kbQuiz}`
    const items = [...quiz.querySelectorAll("[data-kb-item]")]
    const idOf = item => item.dataset.kbItem
    const entries = items.map(({ dataset }) => ({ item: dataset.kbItem, fact: dataset.fact, article: dataset.article }))
    const due = new Set(schedule(entries).due(entries).map(entry => entry.item))
    const isAnswered = item => item.classList.contains("is-answered")
    const parts = item => ({
      form: item.querySelector("form"),
      submit: item.querySelector("[type=submit]"),
      unsure: item.querySelector(".kb-item__unsure"),
      solution: item.querySelector("details"),
    })

    // While wrong ones are repeated, only they are shown, and only what was said since then counts.
    const repeated = () => items.filter(item => round(name).only?.includes(idOf(item)))
    const isRepeating = () => repeated().length > 0
    const asking = () => (isRepeating() ? repeated() : items)
    const given = item => { // what is due again counts as not answered yet
      const { began, since } = round(name)
      return due.has(idOf(item)) ? undefined : last(idOf(item), Number(item.dataset.version), isRepeating() ? since : began)
    }
    const wrong = () => asking().filter(item => given(item)?.right === false)
    const open = () => { // the first question without an answer after the last one that has one
      const all = asking()
      const place = all.findLastIndex(given)
      return all.slice(place + 1).find(item => !given(item)) ?? all.find(item => !given(item))
    }
    const goTo = item => {
      const { form } = parts(item)
      item.scrollIntoView()
      if (isAnswered(item)) form.querySelector("[type=submit]").focus()
      else formOf(item).first(item).focus({ preventScroll: true })
    }

    const count = () => {
      const all = asking()
      const answers = all.map(given).filter(Boolean)
      const right = answers.filter(answer => answer.right).length
      const values = { done: answers.length, of: all.length, right }
      const bar = quiz.querySelector("progress")
      bar.max = all.length
      bar.value = answers.length
      quiz.querySelector(".kb-quiz__label").textContent = fill(isRepeating() ? say.repeating : say.progress, values)
      const isOver = answers.length === all.length
      quiz.querySelector(".kb-quiz__finished").textContent = isOver ? fill(say.finished, values) : ""
      quiz.querySelector(".kb-quiz__end").hidden = !isOver
      for (const button of quiz.querySelectorAll("[data-kb-do=repeat]")) {
        button.hidden = !wrong().length
        button.textContent = fill(say.repeat, { count: wrong().length })
      }
      for (const button of quiz.querySelectorAll("[data-kb-do=all]")) button.hidden = !isRepeating()
      const next = quiz.querySelector(".kb-quiz__next")
      const goal = answers.length && !isOver ? open() : undefined
      next.hidden = !goal
      next.href = goal ? `#${goal.id}` : ""
      next.textContent = goal ? fill(say.go_on, { number: items.indexOf(goal) + 1 }) : ""
    }

    const show = (item, answer, isOpen) => {
      const { submit, unsure, solution } = parts(item)
      item.classList.add("is-answered")
      formOf(item).show(item, answer.option, say)
      kbtoolFeedback.tell(item, answer, say)
      solution.hidden = false
      solution.open = isOpen
      unsure.hidden = true
      submit.textContent = say.again
      submit.classList.remove("md-button--primary")
    }
    const submitText = item => {
      const isDraft = item.dataset.form === "written"
      parts(item).submit.classList.add("md-button--primary")
      parts(item).submit.textContent = !isDraft ? say.check : formOf(item).isReady(item) ? say.done : say.compare
    }
    const clear = item => {
      const { unsure, solution } = parts(item)
      item.classList.remove("is-answered")
      formOf(item).clear(item)
      kbtoolFeedback.clear(item)
      solution.hidden = true
      unsure.hidden = false
      submitText(item)
      formOf(item).check(item, say)
    }
    const mark = item => { item.querySelector(".kb-item__due").hidden = !due.has(idOf(item)) }
    const retried = new Set() // has an answer and is tried again
    const opened = new Date().toISOString()
    const refresh = () => {
      const all = asking()
      for (const { item, at } of state.answers) if (at > opened) due.delete(item)
      for (const item of items) {
        item.hidden = !all.includes(item)
        mark(item)
        const before = given(item)
        if (retried.has(item)) continue
        if (before && !isAnswered(item)) show(item, before, false)
        if (!before && isAnswered(item)) clear(item)
      }
      count()
    }
    const kept = isKept => { quiz.querySelector(".kb-quiz__lost").textContent = isKept ? "" : say.not_stored }

    // Seconds count from the answer before, or from the opening of the page; ten minutes at most.
    let began = performance.now()
    const answer = (item, option) => {
      const { dataset } = item
      const made = {
        item: idOf(item), version: Number(dataset.version), option,
        right: formOf(item).isRight(item, option), at: new Date().toISOString(),
        seconds: Math.min(600, Math.round(performance.now() - began) / 1000),
        fact: dataset.fact, article: dataset.article,
      }
      state.answers.push(made)
      due.delete(made.item)
      retried.delete(item)
      began = performance.now()
      kept(save())
      mark(item)
      show(item, made, !made.right)
      count()
      parts(item).submit.focus() // what had the focus may be disabled or gone
    }
    const submit = item => {
      const form = formOf(item)
      if (isAnswered(item)) {
        retried.add(item)
        clear(item)
        form.first(item).focus()
      } else if (!form.isReady(item)) {
        form.reveal(item)
        submitText(item)
      } else {
        answer(item, form.read(item))
      }
    }

    for (const item of items) {
      const { form, unsure } = parts(item)
      item.querySelector(".kb-item__buttons").hidden = false
      formOf(item).prepare(item, say)
      clear(item)
      form.addEventListener("submit", event => { event.preventDefault(); submit(item) })
      form.addEventListener("change", () => formOf(item).check(item, say))
      unsure.addEventListener("click", () => answer(item, ""))
    }

    const now = () => new Date().toISOString()
    const actions = {
      repeat: () => setRound(name, { ...round(name), only: wrong().map(idOf), since: now() }),
      all: () => setRound(name, { ...round(name), only: undefined }),
      restart() {
        items.forEach(item => due.delete(idOf(item)))
        return setRound(name, { began: now() })
      },
    }
    for (const button of quiz.querySelectorAll("[data-kb-do]")) {
      button.addEventListener("click", () => {
        retried.clear()
        kept(actions[button.dataset.kbDo]())
        if (button.dataset.kbDo === "restart" && restart) return restart()
        refresh()
        goTo(open() ?? asking()[0])
      })
    }
    quiz.querySelector(".kb-quiz__next").addEventListener("click", event => { event.preventDefault(); goTo(open()) })

    quiz.querySelector(".kb-quiz__head").hidden = false
    refresh()
    performance.mark("kbtool-quiz-ready") // from here on an answer is taken; tests/bench/bench_quiz_page.py reads it
    onOtherTab(refresh)
    const firstDue = items.find(item => due.has(idOf(item)))
    if (location.hash === "#due" && firstDue) goTo(firstDue)
  }

  globalThis.kbtoolQuiz = { start }
  const quiz = document.querySelector("[data-kb-quiz]")
  if (quiz?.querySelector("[data-kb-item]")) start(quiz)
})()
