import type { Tone } from '../../domain/statuses/status';

/**
 * The content of any mail. Texts may contain what a person typed and are escaped; `subject` and `preview` appear on lock
 * screens, so they name no visitor.
 */
export interface MailContent {
  subject: string;
  /** The preview, which mail clients show under the subject. */
  preview: string;
  /** The organisation's name, above the title. */
  organisation: string;
  title: string;
  status?: { label: string; tone: Tone; line?: string };
  sentences: string[];
  /** The text of a question or a reason as it was typed, with its line breaks; several are paragraphs with labels. */
  words?: { title: string; parts: { label?: string; text: string }[] };
  groups: MailGroup[];
  /** Warnings, under the details. */
  notes?: { title: string; sentences: string[] };
  /** The one button, called by the next step: the link into Teams; absent for a person without it. Opening it changes nothing, because mail scanners open every link. */
  link?: { title: string; url: string };
  /** Under the button: how to get there otherwise. */
  how?: string;
  footer: string;
}

/** Rows of one visitor, or of one part of a request. */
export interface MailGroup {
  title?: string;
  /** Under the title: what is read first, in one line. */
  top?: string;
  rows: { label: string; text: string }[];
}
