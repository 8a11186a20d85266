/** Text of any script in ASCII letters, as it is read aloud where its script has no other way; empty for what has no reading. */
export type ToAscii = (text: string) => string;

/** Loads it when it is first needed. */
export type LoadToAscii = () => Promise<ToAscii>;
