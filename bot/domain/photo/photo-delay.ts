/** Seconds until a photo that was replaced or discarded goes: longer than any turn that may be sending it just now. */
export const photoGoesAfter = 600;
