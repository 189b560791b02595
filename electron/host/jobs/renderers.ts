import { toHtml } from '#shared/paper/html'
import { fillForm } from '../word/fill-form'
import { writeDocx } from '../word/write-docx'
import type { Renderers } from './task'

/** The two renderings of a document, as the app makes them. */
export const renderers: Renderers = { writeDocx, fillForm, toHtml }
