/** The methods that an address answers, by the routes there are; none where it is no address of the service. */
export function allowedMethods(
  routes: readonly { method: string; path: string }[],
  address: string,
): string[] {
  const methods = routes
    .filter(({ method, path }) => method !== 'ALL' && matches(path, address))
    .map(({ method }) => method)
  const all = methods.includes('GET') ? ['HEAD', ...methods] : methods
  return [...new Set(all)].sort()
}

function matches(path: string, address: string): boolean {
  const [pattern, asked] = [path.split('/'), address.split('/')]
  return (
    pattern.length === asked.length &&
    pattern.every((part, index) => (part.startsWith(':') ? asked[index] !== '' : part === asked[index]))
  )
}
