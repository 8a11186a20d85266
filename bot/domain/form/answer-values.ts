export const itAccessLevels = ['none', 'staff-like', 'student-like'] as const;

export type ItAccess = (typeof itAccessLevels)[number];

/** A stored picture of the visitor. The name is random, so it tells nothing about anybody. */
export interface Photo {
  /** Blob name, 32 hexadecimal characters. */
  blob: string;
}

/**
 * The answers that a question may look at, its own or another's. Whoever asks a question hands over all answers of the
 * table, so a name or a type that the table does not have is an error there.
 */
export interface KeyAnswers {
  department?: string;
  reason?: string;
  /** ISO dates as typed. */
  validFrom?: string;
  validTo?: string;
  itAccess: ItAccess;
  idCard: boolean;
  personalEmail?: string;
  middleNames?: string;
}
