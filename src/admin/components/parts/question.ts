/** Answers whether what was missing is there again. */
export type Answered = (isThere: boolean) => void;

/** Something that its person is asked over the page, which stays as it is. */
export interface Question {
  /** Says who asks them. */
  setAsk(next: (answered: Answered) => void): void;
  /** Asks once for all calls that miss it at the same time. */
  ask(): Promise<boolean>;
}

/** A question that nobody asks yet. */
export function question(): Question {
  let put: (answered: Answered) => void = (answered) => answered(false);
  let asking: Promise<boolean> | undefined;
  return {
    setAsk(next) {
      put = next;
    },
    ask() {
      asking ??= new Promise<boolean>((resolve) => {
        put(resolve);
      }).finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}

/** To sign in again, as the session has ended. */
export const signingIn = question();
/** To give one's own credentials once more, before what nobody else is to do. */
export const proving = question();
