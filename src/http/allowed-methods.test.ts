import { expect, test } from 'vitest'
import { allowedMethods } from './allowed-methods.ts'

const routes = [
  { method: 'ALL', path: '/*' },
  { method: 'POST', path: '/v1/grades' },
  { method: 'GET', path: '/v1/grades' },
  { method: 'GET', path: '/v1/grades/:id' },
]

test.each([
  ['/v1/grades', ['GET', 'HEAD', 'POST']],
  ['/v1/grades/g_1', ['GET', 'HEAD']],
  ['/v1/grades/', []],
  ['/v1/grades/g_1/more', []],
  ['/nothing', []],
])('%s answers %j', (address, methods) => {
  expect(allowedMethods(routes, address)).toEqual(methods)
})
