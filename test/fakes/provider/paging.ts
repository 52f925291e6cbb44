/** One page of a list, newest first. `after` is the id of the last entry of the page before. */
export function pageOf<T extends { id: string }>(
  entries: Iterable<T>,
  after: string | null,
  limit: string | null,
) {
  const newest = Array.from(entries).reverse()
  const start = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1
  const data = newest.slice(start, start + Number(limit ?? 20))
  return {
    data,
    has_more: start + data.length < newest.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}
