import { expect, it } from 'vitest';
import { rpcPathFor, rpcPathProblem } from './rpc-path.ts';

it.each(['/shop.v1.Orders/GetOrder', '/Greeter/SayHello', '/grpc.health.v1.Health/Check'])(
  '%s names a method',
  (path) => {
    expect(rpcPathProblem(path)).toBeNull();
  },
);

it.each([
  ['/items/{key}', 'not an object'],
  ['/orders', 'two parts'],
  ['/shop/orders/get', 'only two parts'],
  ['shop.Orders/get', 'names'],
  ['/shop..Orders/Get', 'names'],
])('%s does not: %s', (path, words) => {
  expect(rpcPathProblem(path)).toContain(words);
});

it('a path of REST has a form of gRPC that names a method', () => {
  expect(rpcPathFor('/items/{key}', false)).toBe('/shop.Items/Get');
  expect(rpcPathFor('/', true)).toBe('/shop.Items/Create');
  expect(rpcPathProblem(rpcPathFor('/customers/{key}/orders', true))).toBeNull();
});
