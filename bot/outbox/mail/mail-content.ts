/**
 * The content of any mail. Texts may contain what a person typed and are escaped; `subject` and `preview` appear on lock
 * screens, so they name no visitor.
 */
export interface MailContent {
  subject: string;
  /** What a list of mails shows under the subject. */
  preview: string;
  /** Whose mail it is; above its title. */
  organisation: string;
  title: string;
  status?: { label: string; line?: string };
  sentences: string[];
  /** The text of a question or a reason as it was typed, with its line breaks. */
  words?: { title: string; text: string };
  groups: MailGroup[];
  /** Worth a look; under the details. */
  notes?: { title: string; sentences: string[] };
  /** The one button, called by the next step: the link into Teams; absent for a person without it. Opening it changes nothing, because mail scanners open every link. */
  link?: { title: string; url: string };
  footer: string;
}

/** Rows that belong together: those of one visitor, or of one part of a request. */
export interface MailGroup {
  title?: string;
  rows: { label: string; text: string }[];
}
