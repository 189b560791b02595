/** Style sheets are imported for their effect only; Vite gathers them. */
declare module '*.css'
