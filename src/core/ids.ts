/*
 * The names of things that travel through every room.
 * Each is a string with a flavour: a plain string fits, but one flavour never fits another,
 * so a model cannot be passed where a provider is wanted.
 * They are opaque: nothing parses an id, and none carries anything secret.
 */
declare const flavour: unique symbol;
type Flavoured<Name extends string> = string & { readonly [flavour]?: Name };

/** One entry of `steadfast.providers`: one kind, one origin, one key. */
export type ProviderId = Flavoured<'ProviderId'>;
/** A model as its provider names it on the wire. */
export type ModelId = Flavoured<'ModelId'>;
/** Who runs the endpoint, whatever the model or key (a compatible endpoint: its origin). */
export type FamilyId = Flavoured<'FamilyId'>;
/** Who runs the model behind the endpoint (Claude direct and through a broker share one). */
export type UpstreamId = Flavoured<'UpstreamId'>;
/** One conversation. */
export type ConversationId = Flavoured<'ConversationId'>;
/** One question and its answers. */
export type TurnId = Flavoured<'TurnId'>;
/** One pass of a turn through the engine: a turn sent again is a new request. */
export type RequestId = Flavoured<'RequestId'>;
/** One try at one target. */
export type AttemptId = Flavoured<'AttemptId'>;
/** One editor window (one engine). */
export type WindowId = Flavoured<'WindowId'>;
