import type { Product } from '../bot/jobs/product';

let product: Product | undefined;

/** Puts the product behind the functions, which are registered before it is made. */
export function serve(made: Product): void {
  product = made;
}

/** The product behind the functions. The host calls none of them where its start failed. */
export function served(): Product {
  if (!product) throw new Error('The product has not started.');
  return product;
}
