import type { Product } from '../../bot/compose';
import { type FunctionsHost, functionsHost } from '../fakes/functions-host';

/** The functions as deployed, registered with a host of their own, in front of this product. */
export function loadFunctions(product: Product): FunctionsHost {
  const host = functionsHost();
  jest.isolateModules(() => {
    jest.doMock('@azure/functions-core', () => host.core, { virtual: true });
    jest.doMock('../../functions/product', () =>
      (require('../../functions/served') as typeof import('../../functions/served')).serve(product),
    );
    host.start(() => void require('../../functions/main'));
  });
  return host;
}

/** A product of which the test tells what is called; anything else fails it. */
export function productOf(parts: Partial<Product>): Product {
  const notHere = async () => {
    throw new Error('not here');
  };
  return { fetch: notHere, work: notHere, setAside: notHere, sweep: notHere, reconcile: notHere, idle: notHere, finish: notHere, ...parts };
}
