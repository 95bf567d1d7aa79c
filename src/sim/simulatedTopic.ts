/*
 * What a topic of the simulated providers is: the signs that a question is about it, a lead and an
 * end for both voices, so that an answer given by the other provider reads like another person's,
 * and a body that both share. 60 to 180 words in all, in Markdown.
 */
/** The first voice is brisk, the second takes its time. */
type Voices = readonly [brisk: string, patient: string];

export type Topic = {
  readonly name: string;
  /** Each pattern that the question matches is one point; most points wins, then the first. */
  readonly signs: readonly RegExp[];
  readonly lead: Voices;
  readonly body: string;
  readonly end: Voices;
};
