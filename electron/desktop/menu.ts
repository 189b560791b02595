import type { MenuItemConstructorOptions } from 'electron'

/**
 * Electron's own menu is English and opens web pages; ours has what a keyboard expects. Undo is left to the page: there it undoes commits.
 */
export function menuTemplate(platform: NodeJS.Platform, developing: boolean): MenuItemConstructorOptions[] {
  return [
    {
      label: platform === 'darwin' ? '先锋档案盒' : '文件',
      submenu: [{ role: 'quit', label: '退出' }],
    },
    {
      label: '编辑',
      submenu: [
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    {
      label: '查看',
      submenu: [
        { role: 'resetZoom', label: '原来大小' },
        { role: 'zoomIn', label: '放大' },
        { role: 'zoomOut', label: '缩小' },
        { type: 'separator' },
        { role: 'togglefullscreen', label: '全屏' },
        ...(developing ? [{ type: 'separator' as const }, { role: 'reload' as const, label: '重新载入' }, { role: 'toggleDevTools' as const, label: '检查页面' }] : []),
      ],
    },
  ]
}
