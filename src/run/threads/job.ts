/**
 * What a module that does jobs exports. `open` is called once a thread, so what jobs share (a file that is read once) lives in it and as long as the thread. A result depends on
 * nothing but its job. Jobs and results are plain data that can be posted.
 */
export interface JobModule<J, R> {
  readonly open: () => Work<J, R>;
}

export type Work<J, R> = (job: J) => R | Promise<R>;

/** A job as a thread gets it: `file` is the module that does it. */
export interface Job<J> {
  readonly file: string;
  readonly job: J;
}

/** What a thread answers: a result, a mistake of the user's, or what the job threw. */
export type Posted<R> = { readonly result: R } | { readonly mistake: string } | { readonly thrown: Error };

/** Opens a module of jobs. Throws where it is none. */
export function workOf<J, R>(module: JobModule<J, R>, file: string): Work<J, R> {
  if (typeof module.open !== 'function') throw new Error(`${file} exports no open(): it does no jobs`);
  return module.open();
}
