/** Left alone for so long, the screen is cleared and the voter may begin again. */
export const idleMs = 3 * 60_000
