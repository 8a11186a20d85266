export const itAccessLevels = ['none', 'staff-like', 'student-like'] as const;

export type ItAccess = (typeof itAccessLevels)[number];

/** A stored photo of the visitor. The random blob name reveals nothing about them. */
export interface Photo {
  /** Blob name, 32 hexadecimal characters. */
  blob: string;
}

/**
 * The answers that a question may read, its own or another's. The form passes all answers of the
 * table, so the compiler finds a wrong name or type there.
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
