/**
 * The library that draws cards, as it loads in Node: the package's own entry point is an ES module without saying so.
 */
const { AdaptiveCard, HostConfig, SerializationContext } = require('adaptivecards/dist/adaptivecards.js') as typeof import('adaptivecards');

/** It keeps a global regex for `lang`, whose second use starts in the middle and so refuses every other card. */
const refusesEveryOther = 'Invalid value "en" for property "lang".';

/** What the library finds wrong with a card, in its words. */
export function complaintsOf(card: object): string[] {
  const parsing = new SerializationContext();
  const drawn = new AdaptiveCard();
  // It counts those behind “…” too, against 5 unless told; how many may stand where is a matter of our schema.
  drawn.hostConfig = new HostConfig({ actions: { maxActions: 12 } });
  drawn.parse(card, parsing);
  const whileParsing = Array.from({ length: parsing.eventCount }, (_, place) => parsing.getEventAt(place).message);
  const afterwards = drawn.validateProperties().validationEvents.map(({ message }) => message);
  return [...whileParsing, ...afterwards].filter((message) => message !== refusesEveryOther);
}
