/** One paper goes to the host in one call of at most 1 MB; a branch has some fifty members, so more than this is another matter. */
export const mostToPrint = 500
