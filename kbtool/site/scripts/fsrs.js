// When to ask again: the published formulas of FSRS-6 with its default weights, without learning steps and fuzz.
// kbtool/quiz/spacing.py does the same with the fsrs package; tests/quiz/golden/fsrs.json holds both to the same days.
(() => {
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]
  const RETENTION = 0.9
  const LONGEST = 180
  const DAY = 86400000
  const SLOW = 3
  const ENOUGH = 5
  const AGAIN = 1, HARD = 2, GOOD = 3, EASY = 4

  const DECAY = -W[20]
  const FACTOR = RETENTION ** (1 / DECAY) - 1
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high)

  // Difficulty runs from 1 to 10, stability is the days after which nine of ten are still known.
  const firstDifficulty = grade => W[4] - Math.exp(W[5] * (grade - 1)) + 1
  const nextDifficulty = (difficulty, grade) => {
    const moved = difficulty + ((10 - difficulty) * -(W[6] * (grade - 3))) / 9
    return clamp(W[7] * firstDifficulty(EASY) + (1 - W[7]) * moved, 1, 10)
  }
  const retrievability = (days, stability) => (1 + (FACTOR * days) / stability) ** DECAY

  const afterMinutes = (stability, grade) => {
    const growth = Math.exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19]
    return stability * (grade === AGAIN ? growth : Math.max(growth, 1))
  }
  const afterForgetting = (difficulty, stability, known) => Math.min(
    W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - known) * W[14]),
    stability / Math.exp(W[17] * W[18]),
  )
  const afterRecall = (difficulty, stability, known, grade) => stability * (1 +
    Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - known) * W[10]) - 1) *
    (grade === HARD ? W[15] : 1))
  const nextStability = ({ difficulty, stability }, days, grade) => {
    if (days < 1) return afterMinutes(stability, grade)
    const known = retrievability(days, stability)
    return grade === AGAIN ? afterForgetting(difficulty, stability, known) : afterRecall(difficulty, stability, known, grade)
  }

  const round = value => { // halves to the even number, as Python does
    const down = Math.floor(value)
    return value - down === 0.5 ? down + (down % 2) : Math.round(value)
  }
  const interval = stability => clamp(round((stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1)), 1, LONGEST)

  // Returns the card after one more answer; `card` is null for what was never asked, times are in milliseconds.
  const review = (card, grade, at) => {
    const days = card ? Math.max(0, Math.floor((at - card.reviewed) / DAY)) : 0
    const stability = Math.max(card ? nextStability(card, days, grade) : W[grade - 1], 0.001)
    const difficulty = card ? nextDifficulty(card.difficulty, grade) : clamp(firstDifficulty(grade), 1, 10)
    return { stability, difficulty, reviewed: at, due: at + interval(stability) * DAY }
  }

  const median = sorted => {
    const middle = sorted.length >> 1
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  // Wrong is Again, right is Good; right after more than three times one's own median of seconds, given in order, is Hard.
  const grade = (right, seconds, sorted) => {
    if (!right) return AGAIN
    return sorted.length >= ENOUGH && seconds > SLOW * median(sorted) ? HARD : GOOD
  }

  // The seconds of the last hundred right answers, kept in order.
  const recent = () => {
    const queue = []
    const sorted = []
    const placeOf = value => {
      let low = 0
      for (let high = sorted.length; low < high;) {
        const middle = (low + high) >> 1
        if (sorted[middle] < value) low = middle + 1
        else high = middle
      }
      return low
    }
    const add = value => {
      queue.push(value)
      sorted.splice(placeOf(value), 0, value)
      if (queue.length > 100) sorted.splice(placeOf(queue.shift()), 1)
    }
    return { sorted, add }
  }

  // Returns the card of each fact from all answers, whatever their order.
  const replay = (answers, factOf) => {
    const cards = new Map()
    const times = recent()
    for (const answer of [...answers].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
      const fact = factOf(answer)
      const seconds = answer.seconds ?? 0
      if (fact) {
        const given = grade(answer.right, seconds, times.sorted)
        cards.set(fact, { ...review(cards.get(fact) ?? null, given, Date.parse(answer.at)), article: answer.article })
      }
      if (answer.right) times.add(seconds)
    }
    return cards
  }

  globalThis.kbtoolFsrs = { review, grade, replay, DAY }
})()
