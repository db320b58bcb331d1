// What the page says about an answer: the verdict in words and by an icon, and what was right, missing or too much.
(() => {
  const { ids } = kbtoolForms
  const { fill } = kbtoolStore

  const element = (tag, ...content) => {
    const made = document.createElement(tag)
    made.append(...content)
    return made
  }
  const copied = node => [...(node?.childNodes ?? [])].map(child => child.cloneNode(true))
  const words = (item, id) => {
    const text = item.querySelector(`[data-option="${CSS.escape(id)}"] .kb-option__text`).cloneNode(true)
    text.querySelector(".kb-mark")?.remove()
    return copied(text)
  }
  const why = (item, id) => copied(item.querySelector(`[data-why="${CSS.escape(id)}"] .kb-why__text`))
  const line = (item, id, isExplained) => {
    const reason = isExplained ? why(item, id) : []
    return element("li", ...words(item, id), ...(reason.length ? [" – ", ...reason] : []))
  }
  const list = (title, tag, lines) => (lines.length ? [element("p", title), element(tag, ...lines)] : [])

  const about = {
    one: (item, answer) => [" ", ...why(item, answer || item.dataset.key)],
    several(item, answer, say) {
      const chosen = ids(answer)
      const key = ids(item.dataset.key)
      const missing = key.filter(id => !chosen.includes(id))
      const extra = chosen.filter(id => !key.includes(id))
      return [
        ...list(answer ? say.forgotten : say.keys, "ul", missing.map(id => line(item, id, Boolean(answer)))),
        ...list(say.too_much, "ul", extra.map(id => line(item, id, true))),
      ]
    },
    order: (item, answer, say) => (answer === item.dataset.key ? []
      : list(say.order, "ol", ids(item.dataset.key).map(id => line(item, id, true)))),
    typed(item, answer, say) {
      const accepted = [...item.querySelectorAll("details [data-why]")]
      if (!JSON.parse(item.dataset.key).includes(answer)) {
        return list(say.accepted, "ul", accepted.map(one => element("li", ...copied(one))))
      }
      const given = accepted.find(one => kbtoolForms.stored(one.querySelector("code").textContent) === answer)
      return [" ", ...copied(given?.querySelector(".kb-why__text"))]
    },
    written(item, answer, say) {
      const key = ids(item.dataset.key)
      const count = ids(answer).length
      if (!answer) return []
      const missing = key.filter(id => !ids(answer).includes(id)).map(id => line(item, id, true))
      return [` ${fill(say.points, { count, of: key.length })}`, ...list(say.forgotten, "ul", missing)]
    },
  }

  // Whether the page says already what the solution would only say again.
  const tellsAll = (item, answer) =>
    item.dataset.form === "written" || (!answer.right && ["order", "typed"].includes(item.dataset.form))

  // Fills the status of a question; `answer` is one that is kept.
  const tell = (item, answer, say) => {
    const result = item.querySelector(".kb-item__result")
    const isWrong = !answer.right && answer.option !== ""
    const icon = element("span", answer.right ? "✓ " : isWrong ? "✗ " : "? ")
    icon.setAttribute("aria-hidden", "true")
    const wrong = item.dataset.form === "written" ? say.incomplete : say.wrong
    const verdict = element("strong", icon, answer.right ? say.right : isWrong ? wrong : say.not_known)
    result.classList.toggle("is-right", answer.right)
    result.classList.toggle("is-wrong", isWrong)
    result.replaceChildren(verdict, ...about[item.dataset.form](item, answer.option, say))
    item.querySelector(".kb-solution__key").hidden = tellsAll(item, answer)
  }
  const clear = item => {
    const result = item.querySelector(".kb-item__result")
    result.replaceChildren()
    result.classList.remove("is-right", "is-wrong")
  }

  globalThis.kbtoolFeedback = { tell, clear }
})()
