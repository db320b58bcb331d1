// What this browser keeps of the quiz: every answer ever given, and where each round stands; and what is due.
(() => {
  const KEY = "kbtool.quiz.1"
  const KIND = "kbtool results"
  const MOST_DUE = 20
  const ENOUGH = 10

  const isAnswer = one => one && typeof one.item === "string" && typeof one.at === "string" && typeof one.option === "string"
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}")
      return { answers: Array.isArray(kept.answers) ? kept.answers.filter(isAnswer) : [], rounds: { ...kept.rounds } }
    } catch { return { answers: [], rounds: {} } }
  }
  const state = load()
  let isLost = false // some answers are on this page only, since the browser keeps no more

  // A round is when it began, which items it has where these are not all of its page, and which are being repeated.
  const round = name => {
    const kept = state.rounds[name]
    return typeof kept === "string" ? { began: kept } : kept ?? {}
  }
  const changed = kept => (typeof kept === "string" ? kept : kept?.changed ?? "")

  // Takes over what another tab has written since; says whether that tab knew all that this one knows.
  const merge = () => {
    const kept = load()
    const name = answer => `${answer.item} ${answer.at}`
    const mine = new Set(state.answers.map(name))
    const fresh = kept.answers.filter(answer => !mine.has(name(answer)))
    const knewAll = kept.answers.length - fresh.length === state.answers.length
    if (fresh.length) {
      state.answers.push(...fresh)
      state.answers.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    }
    for (const [key, value] of Object.entries(kept.rounds)) {
      if (changed(value) > changed(state.rounds[key])) state.rounds[key] = value
    }
    return knewAll
  }
  const save = () => {
    merge()
    try { localStorage.setItem(KEY, JSON.stringify(state)); isLost = false } catch { isLost = true }
    return !isLost
  }
  const setRound = (name, values) => {
    state.rounds[name] = { ...values, changed: new Date().toISOString() }
    return save()
  }
  // Two tabs that write at once overwrite each other; the one that is missing something then writes it again.
  const onOtherTab = told => addEventListener("storage", event => {
    if (event.key !== KEY) return
    if (!merge()) save()
    told()
  })
  addEventListener("beforeunload", event => { if (isLost) event.preventDefault() })

  // One file with all answers, for `kbtool results import`.
  const saveFile = () => {
    const data = { kind: KIND, version: 1, exported: new Date().toISOString(), answers: state.answers }
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }))
    link.download = `quiz-${data.exported.slice(0, 10)}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    isLost = false
  }
  for (const button of document.querySelectorAll("[data-kb-export]")) {
    button.hidden = false
    button.addEventListener("click", saveFile)
  }

  const groups = (all, of) => Map.groupBy ? Map.groupBy(all, of) : all.reduce(
    (found, one) => found.set(of(one), [...found.get(of(one)) ?? [], one]), new Map())

  let ofItem = new Map()
  let counted = 0
  const last = (id, version, since = "") => {
    if (counted !== state.answers.length) { // answers are only ever added
      ofItem = groups(state.answers, answer => answer.item)
      counted = state.answers.length
    }
    return ofItem.get(id)?.findLast(answer => answer.version === version && answer.at >= since)
  }

  // The schedule of the facts (an article and a type of question) that the entries {item, fact, article} are about.
  const schedule = entries => {
    const factOf = new Map(entries.map(({ item, fact }) => [item, fact]))
    const facts = new Set(factOf.values())
    const cards = kbtoolFsrs.replay(state.answers, answer => {
      const fact = answer.fact ?? factOf.get(answer.item)
      return facts.has(fact) ? fact : ""
    })
    const asked = new Map(state.answers.map(answer => [answer.item, answer.at]))
    const endOfDay = new Date().setHours(23, 59, 59, 999)
    const isDue = ({ fact, article }) => {
      const card = cards.get(fact)
      return Boolean(card) && (card.due <= endOfDay || Boolean(card.article && card.article !== article))
    }
    const overdue = ({ fact }) => (endOfDay - cards.get(fact).due) / Math.max(cards.get(fact).stability, 0.1)
    const oncePerFact = found => { // of each fact the item asked longest ago
      const chosen = new Map()
      for (const entry of found) {
        const other = chosen.get(entry.fact)
        if (!other || (asked.get(entry.item) ?? "") < (asked.get(other.item) ?? "")) chosen.set(entry.fact, entry)
      }
      return [...chosen.values()]
    }
    return {
      // What is due today; the longest overdue, in proportion to its stability, first.
      due: found => oncePerFact(found.filter(isDue)).sort((one, other) => overdue(other) - overdue(one)),
      fresh: found => oncePerFact(found.filter(({ fact }) => !cards.has(fact))),
    }
  }

  const byTopic = entries => groups(entries, entry => entry.topic)
  const takeTurns = entries => { // one of each topic, then the second ones, and so on
    const queues = [...byTopic(entries).values()]
    const found = []
    for (let place = 0; found.length < entries.length; place++) found.push(...queues.map(queue => queue[place]).filter(Boolean))
    return found
  }
  const interleave = entries => { // neighbours differ in topic where that can be
    const queues = byTopic(entries)
    const found = []
    let before
    while (queues.size) {
      const others = [...queues].filter(([topic]) => topic !== before)
      const [topic, queue] = (others.length ? others : [...queues]).reduce((one, other) => (other[1].length > one[1].length ? other : one))
      found.push(queue.shift())
      if (!queue.length) queues.delete(topic)
      before = topic
    }
    return found
  }
  // Today's mixed round: what is due over all topics, and new facts where that is little.
  const choose = entries => {
    const { due, fresh } = schedule(entries)
    const chosen = due(entries).slice(0, MOST_DUE)
    const added = takeTurns(fresh(entries)).slice(0, Math.max(0, ENOUGH - chosen.length))
    return interleave([...chosen, ...added])
  }

  // The entries of the topics that a page lists.
  const listed = () => [...document.querySelectorAll("[data-kb-items]")].flatMap(tile =>
    tile.dataset.kbItems.split(" ").map(name => {
      const [item, version, fact, article] = name.split("@")
      return { item, version: Number(version), fact, article, topic: tile.dataset.kbTopic, tile }
    }))
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  globalThis.kbtoolStore = { state, round, setRound, save, onOtherTab, last, schedule, choose, listed, fill }
})()
