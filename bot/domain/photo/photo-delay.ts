/** Seconds until a replaced or discarded photo is deleted: longer than any turn that may still use it. */
export const photoGoesAfter = 600;
