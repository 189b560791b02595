import { Page, PageHeader } from './page-header'
import { rooms, type RoomId } from './rooms'

/** F1: every key of the house on one page. */
const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: '在哪里都能用',
    keys: [
      ['Ctrl+K', '找人、找事、找文件'],
      ['Ctrl+P', '打印正在看的'],
      ['Ctrl+E', '导出正在看的纸，写进导出文件夹'],
      ['Ctrl+Z', '撤销上一笔（正在写字时，撤销的是写的字）'],
      ['Ctrl+Y', '重做刚撤销的那一笔'],
      ['F1', '看这一页'],
      ['Esc', '关上右边一栏，或退回一步'],
    ],
  },
  {
    title: '在名单和表格里',
    keys: [
      ['↑ ↓', '换一行'],
      ['Home End', '到头一行、末一行'],
      ['PgUp PgDn', '翻一屏'],
      ['Enter', '打开这一行'],
      ['Tab', '到下一格、下一个按钮'],
    ],
  },
  { title: '写材料时', keys: [['F8', '看下一条提醒']] },
]

export function HelpPage({ has }: { readonly has: (id: RoomId) => boolean }) {
  const places = rooms.filter((room) => room.key !== '' && has(room.id)).map((room) => [`Alt+${room.key}`, room.name] as const)
  return (
    <Page header={<PageHeader title="按键" fact="不用鼠标也都能办" />}>
      {/* Nothing on this page takes the keyboard, so the page itself must, or it could not be scrolled. */}
      <div role="region" aria-label="按键" tabIndex={0}>
        {[{ title: '去各处', keys: places }, ...groups]
          .filter((group) => group.keys.length > 0)
          .map((group) => (
            <table className="keys" key={group.title}>
              <caption>{group.title}</caption>
              <tbody>
                {group.keys.map(([key, does]) => (
                  <tr key={key}>
                    <th scope="row">{key}</th>
                    <td>{does}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
      </div>
    </Page>
  )
}
