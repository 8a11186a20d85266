import type { GraphRights, HealthFacts } from '../domain/health/health';

/** Looks at what a deployment stands on. Changes nothing, and no method throws. */
export interface HealthProbes {
  /** What is wrong with the settings, a line for each; and what they have it do. */
  settings(): Pick<HealthFacts, 'settings' | 'does'>;
  /** Texts of the settings that would show the sample organisation to people, by name. */
  shownSettings(): Record<string, string>;
  stores(): Promise<HealthFacts['stores']>;
  /** Looks twice, some seconds apart: a message that is there both times is one that nobody takes. */
  waiting(): Promise<HealthFacts['waiting']>;
  graph(): Promise<GraphRights>;
  mailbox(): Promise<HealthFacts['mailbox']>;
  catalogue(): Promise<HealthFacts['catalogue']>;
}
