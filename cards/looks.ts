/** Whether the values of a card are compared with its schema: in tests. Elsewhere the compiler's word for their types is enough. */
export const looks = { atValues: false };
