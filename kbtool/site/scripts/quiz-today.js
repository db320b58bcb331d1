// Today's mixed round: chooses over all topics, fetches the topics' pages, and asks what it has chosen.
(() => {
  const { round, setRound, choose, listed, fill } = kbtoolStore
  const quiz = document.querySelector("[data-kb-quiz]")
  const say = JSON.parse(quiz.dataset.say)
  const status = quiz.querySelector(".kb-quiz__state")
  const name = `${document.documentElement.lang}/${quiz.dataset.kbQuiz}`

  // A round of today goes on where it was left; else a new one is chosen.
  const entries = listed()
  const byId = new Map(entries.map(entry => [entry.item, entry]))
  const chosen = () => {
    const { began, items } = round(name)
    const found = (items ?? []).map(item => byId.get(item)).filter(Boolean)
    const isToday = began && new Date(began).toDateString() === new Date().toDateString()
    if (isToday && found.length) return found
    const made = choose(entries)
    if (made.length) setRound(name, { began: new Date().toISOString(), items: made.map(({ item }) => item) })
    return made
  }

  const page = async url => {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(url)
    return new DOMParser().parseFromString(await answer.text(), "text/html")
  }
  // A question moves here with addresses that are right from here, its number, and its topic.
  const adopted = ({ entry, source }, number, of) => {
    const item = document.adoptNode(source)
    for (const link of item.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), entry.tile.href).href
    const topic = entry.tile.querySelector(".kb-tile__name").textContent
    item.querySelector(".kb-item__number").textContent = `${fill(say.question, { number, of })} · ${topic}`
    item.querySelector("summary .kb-hidden").textContent = ` ${number}`
    return item
  }

  const ask = async () => {
    const found = chosen()
    if (!found.length) return say.nothing
    const urls = [...new Set(found.map(({ tile }) => tile.href))]
    const pages = new Map(await Promise.all(urls.map(async url => [url, await page(url)])))
    const there = found.map(entry => ({ entry, source: pages.get(entry.tile.href).getElementById(entry.item) }))
      .filter(({ source }) => source) // the site may be newer than this page
    const items = there.map((one, place) => adopted(one, place + 1, there.length))
    if (!items.length) return say.not_loaded
    quiz.querySelector(".kb-quiz__items").append(...items)
    quiz.querySelector(".kb-quiz__topics").hidden = true
    kbtoolQuiz.start(quiz, { restart: () => location.reload() })
    return ""
  }
  status.textContent = say.loading
  ask().catch(() => say.not_loaded).then(words => { status.textContent = words })
})()
