import type { Product } from '../../bot/jobs/product';
import { type FunctionsHost, functionsHost } from '../fakes/functions-host';

/**
 * The functions as deployed, registered with a host of their own, in front of this product.
 *
 * @param set what `ALMS_FUNCTIONS` holds.
 */
export function loadFunctions(product: Product, set?: string): FunctionsHost {
  const host = functionsHost();
  jest.isolateModules(() => {
    jest.doMock('@azure/functions-core', () => host.core, { virtual: true });
    jest.doMock('../../functions/product', () => ({
      startProduct: () => (require('../../functions/served') as typeof import('../../functions/served')).serve(product),
    }));
    const before = process.env.ALMS_FUNCTIONS;
    if (set !== undefined) process.env.ALMS_FUNCTIONS = set;
    host.start(() => void require('../../functions/main'));
    if (before === undefined) delete process.env.ALMS_FUNCTIONS;
    else process.env.ALMS_FUNCTIONS = before;
  });
  return host;
}

/** A product of which the test tells what is called; anything else fails it. */
export function productOf(parts: Partial<Product>): Product {
  const notHere = async () => {
    throw new Error('not here');
  };
  return {
    fetch: notHere,
    work: notHere,
    accounts: notHere,
    setAside: notHere,
    sweep: notHere,
    reconcile: notHere,
    backup: notHere,
    idle: notHere,
    finish: notHere,
    ...parts,
  };
}
