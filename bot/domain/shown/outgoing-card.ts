/** A card ready to send, with the sentence that its notification shows. */
export interface OutgoingCard {
  card: object;
  summary: string;
}
