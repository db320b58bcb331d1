// The theme's own script is three times as large as a quiz, and no answer needs it. On these pages it waits until somebody
// turns to what stands around the text: search, colours, menus.
(() => {
  const waiting = document.querySelector("[data-kb-theme]")
  if (!waiting) return
  const root = document.documentElement
  const query = document.querySelector("[data-md-component=search-query]")
  const colours = [...document.querySelectorAll("input[name=__palette]")]
  let changed // what was chosen before the theme's script could hear it

  const wake = () => {
    if (!waiting.isConnected) return
    const script = document.createElement("script")
    script.src = waiting.src
    // With a part of the page in the address, the script begins by closing the menu or search that it was called for.
    const { href, hash } = location
    if (hash) history.replaceState(history.state, "", href.slice(0, -hash.length))
    script.addEventListener("load", () => {
      if (hash) history.replaceState(history.state, "", href)
      changed?.dispatchEvent(new Event("change"))
      if (document.querySelector("[data-md-toggle=search]")?.checked) query.focus()
    })
    waiting.replaceWith(script)
  }

  const turnTo = ({ target }) => { if (!target.closest?.(".md-content")) wake() }
  for (const kind of ["pointerdown", "focusin"]) addEventListener(kind, turnTo)
  addEventListener("change", ({ target }) => {
    if (colours.includes(target) && !root.classList.contains("js")) changed = target
  })
  addEventListener("keydown", event => {
    const isTyping = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !["f", "s", "/"].includes(event.key)) return
    if (root.classList.contains("js") || !query) return
    event.preventDefault()
    query.focus()
  })

  // What the script does at once: the search appears, and the colours are those that were chosen or that the system has.
  root.classList.remove("no-js")
  const kept = __md_get("__palette")
  const media = colours.map(input => input.dataset.mdColorMedia)
  const chosen = colours[kept?.index ?? media.findIndex(one => matchMedia(one).matches)]
  if (chosen) {
    for (const part of ["scheme", "primary", "accent"]) {
      const name = `data-md-color-${part}`
      if (!kept) document.body.setAttribute(name, chosen.getAttribute(name))
    }
    chosen.nextElementSibling.hidden = false
  }
  if (location.search || media.includes("(prefers-color-scheme)")) wake()
})()
