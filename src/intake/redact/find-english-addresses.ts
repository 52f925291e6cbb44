import type { Item } from './item.ts'

const CLEAR =
  'street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|terrace|crescent|parkway|pkwy|highway|hwy|mews'
/** Words of other things too: they count where the name is written with capitals, or a town follows. */
const VAGUE =
  'drive|dr|court|ct|way|place|pl|close|square|sq|circle|cir|row|gardens|grove|hill|walk|trail|plaza|park|green|quay|wharf|loop|point|broadway'
const ROOM =
  '(?:flat|apt|apartment|unit|suite|ste|room|floor|fl)\\.? ?#?(?:[0-9]{1,4}[a-z]?|[a-z][0-9]{0,3})\\b|#[0-9]{1,4}[a-z]?'
const STREET = new RegExp(
  `(?<![a-z0-9$£€.,#/:-])(?:(?:${ROOM}),? )?[0-9]{1,5}[a-z]?(?:[-/][0-9]{1,4})? ((?:[a-z0-9'.-]{1,20} ){1,4}?)(${CLEAR}|${VAGUE})\\b(?: (?:${CLEAR}|${VAGUE})\\b)?(?:(?<=\\b(?:st|rd|ave|ln|blvd|dr|ct|pl|sq|pkwy|hwy|cir))\\.)?(?:,? (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\\b)?`,
  'g',
)
/** No street is named after these. */
const NO_NAME =
  /\b(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|items?|pieces?|pcs|packs?|boxes|times?|stars?|miles?|km|gb|tb|mb|inch|inches|wheel|percent|of|the|a|an|in|on|to|for|from|per|this|that|these|my|your|our|more|out|is|are|was|or|and|down|x|hard|disk|flash|test|am|pm|no|one|any)\b/
const STATES =
  'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc'
const TOWN = "[a-z][a-z'.-]{1,20}(?: [a-z'.-]{2,20}){0,2}"
const ZIP = `(?:${STATES})\\.?,? [0-9]{5}(?:-[0-9]{4})?\\b`
/** Second letters of a postcode's end leave out C, I, K, M, O and V. */
const POSTCODE = '[a-pr-uwyz][a-hk-y]?[0-9][0-9a-hjkmnpr-y]? ?[0-9][abd-hjlnp-uw-z]{2}(?![a-z0-9])'
const TAIL = [
  new RegExp(`^,? ?(?:${ROOM})`),
  new RegExp(`^,? ?(?:${TOWN},? )?(?:${ZIP})`),
  new RegExp(`^,? ?(?:${TOWN},? ){0,2}${POSTCODE}`),
]
const BOX = /\bp\.? ?o\.? ?box ?#?[0-9]{1,6}\b/g
const TOWN_ZIP = new RegExp(`(?<![a-z'])(${TOWN}), ?${ZIP}`, 'g')
const WHOLE_POSTCODE = new RegExp(`(?<![a-z0-9-])${POSTCODE}`, 'g')
/** Flat 3, 48 Kingsway, Manchester: what stands before a postcode. */
const BEFORE_POSTCODE =
  /(?:(?:[Ff]lat|[Aa]pt|[Uu]nit)\.? ?[0-9A-Za-z]{1,4},? )?[0-9]{1,5}[A-Za-z]? [A-Z][A-Za-z'-]*(?:,? [A-Z][A-Za-z'-]*){0,6},? ?$/
/** 8 GB, 4 TB and other amounts end like a postcode. */
const AMOUNT = /[0-9](?:gb|tb|pb|lb|ft|hz|db|st|nd|rd|th|pt|pk|gw|hp|ah|wh|px|fps|ss|xl|xs|rs|pa|ps)$/
const POSTCODE_CUE = /post ?code|postal|zip|address|deliver|ship|send/

/** English, American and British addresses; `cased` is the text as it was written. */
export function findEnglishAddresses(text: string, cased: string): Item[] {
  const items: Item[] = []
  for (const match of text.matchAll(STREET)) {
    const start = match.index
    const end = start + match[0].length
    const tail = tailEnd(text, end)
    const name = match[1] ?? ''
    if (NO_NAME.test(name)) continue
    const vague = new RegExp(`^(?:${VAGUE}|st)$`).test(match[2] ?? '')
    const capital = /^(?:[A-Z0-9][\w'.-]* )+$/.test(
      cased.slice(start, end).slice(match[0].indexOf(name), match[0].indexOf(name) + name.length),
    )
    if (vague && !capital && !tail.located) continue
    items.push(address(text, start, tail.end))
  }
  for (const match of text.matchAll(BOX))
    items.push(address(text, match.index, tailEnd(text, match.index + match[0].length).end))
  for (const match of text.matchAll(TOWN_ZIP))
    items.push(address(text, townStart(cased, match.index, match[1] ?? ''), match.index + match[0].length))
  for (const match of text.matchAll(WHOLE_POSTCODE)) {
    const item = aroundPostcode(text, cased, match.index, match[0])
    if (item !== null) items.push(item)
  }
  return items
}

function tailEnd(text: string, end: number): { end: number; located: boolean } {
  let at = end
  let located = false
  for (const pattern of TAIL) {
    const part = pattern.exec(text.slice(at, at + 64))?.[0]
    if (part === undefined) continue
    at += part.length
    located = true
  }
  return { end: at, located }
}

/** "ship to Springfield, IL 62704": the town is what is written with capitals. */
function townStart(cased: string, start: number, town: string): number {
  const capitals = /(?:[A-Z][\w'.-]*)(?: [A-Z][\w'.-]*)*$/.exec(cased.slice(start, start + town.length))
  return start + (capitals?.index ?? 0)
}

function aroundPostcode(text: string, cased: string, start: number, postcode: string): Item | null {
  const end = start + postcode.length
  const written = cased.slice(start, end)
  const before = cased.slice(Math.max(0, start - 80), start)
  const street = BEFORE_POSTCODE.exec(before)?.[0]
  if (street !== undefined) return address(text, start - street.length, end)
  const cued = POSTCODE_CUE.test(text.slice(Math.max(0, start - 30), start))
  const sure = written === written.toUpperCase() && written.includes(' ') && postcode.indexOf(' ') > 2
  return (cued || sure) && !AMOUNT.test(postcode) ? address(text, start, end) : null
}

function address(text: string, start: number, end: number): Item {
  return { kind: 'address', start, end, key: text.slice(start, end).replaceAll(/[ ,.]/g, '') }
}
