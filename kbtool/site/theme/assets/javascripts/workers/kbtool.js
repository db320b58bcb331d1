// Ranks the pages of the reader's language before those of the others and cuts queries that no person types, then
// leaves the work to Material's worker.
// Its address is “kbtool.js?<language>,<other>…&<file of Material's worker>”.
const [languages, worker] = location.search.slice(1).split("&")
const [, ...others] = languages.split(",")
const SETUP = 0, QUERY = 2, LONGEST = 256

addEventListener("message", ({ data }) => {
  if (data.type === QUERY) data.data = String(data.data).slice(0, LONGEST)
  if (data.type !== SETUP) return
  for (const doc of data.data.docs)
    if (doc.location.split("/").some(part => others.includes(part))) doc.boost = (doc.boost || 1) / 1000
})

if (/^search\.[\w.]+\.js$/.test(worker)) importScripts(worker)
