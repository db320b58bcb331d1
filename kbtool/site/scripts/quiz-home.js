// The page of topics: how far each one is, and what is due today.
(() => {
  const { state, round, last, schedule, listed, fill } = kbtoolStore
  const home = document.querySelector("[data-kb-home]")
  const say = JSON.parse(home.dataset.say)
  const entries = listed()
  const today = schedule(entries)
  let dueInAll = 0

  for (const tile of home.querySelectorAll("[data-kb-items]")) {
    const own = entries.filter(entry => entry.tile === tile)
    const { began } = round(`${document.documentElement.lang}/${tile.dataset.kbTopic}`)
    const given = own.map(({ item, version }) => last(item, version, began)).filter(Boolean)
    if (given.length) {
      const right = given.filter(answer => answer.right).length
      tile.querySelector(".kb-tile__count").textContent = fill(say.progress, { done: given.length, of: own.length, right })
    }
    const due = today.due(own).length
    if (due) {
      const badge = document.createElement("strong")
      badge.className = "kb-tile__due"
      badge.textContent = fill(say.due, { due })
      tile.append(badge)
      tile.href += "#due"
    }
    dueInAll += due
  }
  if (state.answers.length) {
    home.querySelector(".kb-quiz__due").textContent = dueInAll ? fill(say.due_all, { due: dueInAll }) : say.due_none
  }
  home.querySelector("[data-kb-start]").hidden = false
})()
