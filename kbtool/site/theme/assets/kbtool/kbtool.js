// Small comforts. Every page works without this file.
(() => {
  const KEY = "kbtool.query"
  const query = document.querySelector("[data-md-component=search-query]")

  const remember = text => { try { if (text.trim().length > 2) sessionStorage.setItem(KEY, text.trim()) } catch { /* private mode */ } }
  const remembered = () => { try { return sessionStorage.getItem(KEY) || "" } catch { return "" } }

  // The last search goes along when a reader writes to the support.
  query?.addEventListener("input", () => remember(query.value))
  if (query?.value) remember(query.value)
  document.addEventListener("click", event => {
    const link = event.target.closest?.("[data-kb-contact]")
    const text = remembered()
    if (link && text) link.href = link.dataset.kbContact.replaceAll("%7Bquery%7D", encodeURIComponent(text))
  }, true)

  // The large search field of the home page hands what is typed there over to the search of the header.
  const form = document.querySelector(".kb-search")
  const handOver = event => {
    event.preventDefault()
    query.value = form.elements.q.value
    form.elements.q.value = ""
    remember(query.value)
    query.focus()
    query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  }
  if (form && query) {
    form.addEventListener("submit", handOver)
    form.addEventListener("input", handOver)
  }

  // A link to one question of a category opens it; on paper all are open.
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target instanceof HTMLDetailsElement) target.open = true
  }
  addEventListener("hashchange", open)
  open()
  addEventListener("beforeprint", () => document.querySelectorAll("details.kb-faq").forEach(item => { item.open = true }))
})()
