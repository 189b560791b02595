// Writes 09-official-faces.conf: which free face stands in for each official one. Run by hand when a name is added: node build/fonts/make-conf.mjs
import { writeFileSync } from 'node:fs'

const faces = [
  {
    role: '仿宋', standIns: ['FandolFang', 'Noto Serif CJK SC'],
    names: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', '方正仿宋_GBK', '方正仿宋简体', '方正仿宋_GB2312', 'FZFangSong-Z02', 'FZFangSong-Z02S', '华文仿宋', 'STFangsong', 'CESI仿宋-GB2312', 'CESI仿宋-GB18030', 'CESI_FS_GB2312', 'CESI_FS_GB18030'],
  },
  {
    role: '楷体', standIns: ['FandolKai', 'AR PL UKai CN', 'Noto Serif CJK SC'],
    names: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', '方正楷体_GBK', '方正楷体简体', '方正楷体_GB2312', 'FZKai-Z03', 'FZKai-Z03S', '华文楷体', 'STKaiti', 'Kaiti SC', 'CESI楷体-GB2312', 'CESI楷体-GB18030', 'CESI_KT_GB2312', 'CESI_KT_GB18030'],
  },
  {
    role: '黑体', standIns: ['FandolHei', 'Noto Sans CJK SC'],
    names: ['黑体', 'SimHei', '方正黑体_GBK', '方正黑体简体', 'FZHei-B01', 'FZHei-B01S', '华文黑体', 'STHeiti', 'Heiti SC', '微软雅黑', 'Microsoft YaHei', 'CESI黑体-GB2312', 'CESI黑体-GB18030', 'CESI_HT_GB2312', 'CESI_HT_GB18030'],
  },
  {
    role: '宋体', standIns: ['FandolSong', 'Noto Serif CJK SC'],
    names: ['宋体', 'SimSun', '新宋体', 'NSimSun', '方正书宋_GBK', '方正书宋简体', '华文宋体', 'STSong', 'Songti SC', 'CESI宋体-GB2312', 'CESI宋体-GB18030', 'CESI_ST_GB2312', 'CESI_ST_GB18030'],
  },
  {
    role: '小标宋', standIns: ['Noto Serif CJK SC Black', 'Noto Serif CJK SC'],
    names: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', '方正小标宋_GB2312', '小标宋', '华文中宋', 'STZhongsong', 'Songti SC Black', 'CESI小标宋-GB2312', 'CESI小标宋-GB18030', 'CESI_XBS_GB2312', 'CESI_XBS_GB18030'],
  },
]

const match = ({ standIns }, name) => `  <match target="pattern">
    <test name="family" qual="any" compare="eq"><string>${name}</string></test>
    <edit name="family" mode="assign" binding="same">${standIns.map((face) => `<string>${face}</string>`).join('')}</edit>
  </match>`

const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<!-- Written by make-conf.mjs. Free faces standing in for the faces of official paper (GB/T 9704—2012, 5.2.2), for tests on Debian only. -->
<fontconfig>
${faces.map((face) => `  <!-- ${face.role} -->\n${face.names.map((name) => match(face, name)).join('\n')}`).join('\n')}
</fontconfig>
`
writeFileSync(new URL('09-official-faces.conf', import.meta.url), text)
