/**
 * What a mail says, whatever it is about. Texts may hold anything that a person typed: they are shown letter by letter.
 * `subject` and `preview` stand on locked screens, so they name no visitor.
 */
export interface MailContent {
  subject: string;
  /** What a list of mails shows under the subject. */
  preview: string;
  title: string;
  status?: { label: string; line?: string };
  sentences: string[];
  /** A question or a reason, in the words of whoever wrote it; line breaks stay. */
  words?: { title: string; text: string };
  groups: MailGroup[];
  /** Worth a look; under the details. */
  notes?: { title: string; sentences: string[] };
  /** Where to go on; nowhere for whoever is not in Teams. Opening it changes nothing: scanners open every link. */
  link?: { title: string; url: string };
  footer: string;
}

/** Rows that belong together: those of one visitor, or of one part of a request. */
export interface MailGroup {
  title?: string;
  rows: { label: string; text: string }[];
}
