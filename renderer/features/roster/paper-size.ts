/** A branch has some fifty members. A sheet of more than this is printed and written all the same, only not drawn on screen first. */
export const mostToPreview = 1000
