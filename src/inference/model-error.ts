/** A model file that cannot be used, or a hash that is none: what is wrong, and where, in words for the person who brought it. */
export class ModelError extends Error {}
