import { counted, day } from '../dates/day-words';
import type { Policy } from '../organisation/organisation';

export interface StatementPart {
  heading: string;
  sentences: string[];
  /** Points below the sentences. */
  points: string[];
}

export interface AccessibilityStatement {
  title: string;
  intro: string;
  parts: StatementPart[];
}

/** The link to the statement, wherever one stands. */
export const accessibilityLink = 'Accessibility statement';

/** What works for whom, what is known not to, and whom to tell. It claims no more than the data of the organisation says. */
export function accessibilityStatement({
  organisation,
  accessibility,
}: Pick<Policy, 'organisation' | 'accessibility'>): AccessibilityStatement {
  const { checked, notWorking, tested, contact, replyDays, complaints } = accessibility;
  const standard = 'the Web Content Accessibility Guidelines (WCAG) version 2.2 at level AA';
  return {
    title: accessibilityLink,
    intro: `This statement is about the visitor accounts app of ${organisation}: its cards in Teams and Outlook, its emails, its tab, and its page for photos. We want as many people as possible to be able to use it.`,
    parts: [
      {
        heading: 'How accessible it is',
        sentences: [
          notWorking.length === 0
            ? `We know of nothing in it that does not meet ${standard}.`
            : `It meets ${standard} in part. This is what we know does not work for everyone:`,
        ],
        points: notWorking,
      },
      {
        heading: 'If something does not work for you',
        sentences: [
          `If you cannot use part of it, or need something in another format, contact ${contact}.`,
          `Say what you were trying to do and what you use, such as a screen reader. You will get an answer within ${counted(replyDays, 'working day')}.`,
        ],
        points: [],
      },
      { heading: 'If you are not happy with the answer', sentences: [complaints], points: [] },
      { heading: 'How it was tested', sentences: [`This statement was last checked on ${day(checked)}.`], points: tested },
    ],
  };
}
