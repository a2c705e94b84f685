// SPDX-License-Identifier: GPL-3.0-or-later
// Data: Han characters that one writer writes one way and another writer another: Japanese
// shinjitai whose simplified Chinese form differs, and variants common in names. Each pair: the
// variant, the form it counts as (the simplified one). The traditional form of each comes from ICU.
// Pure data.
#include "core/text/letter_folds.h"

namespace dragoman::text {

const std::u32string_view kHanVariants =
    U"亜亚 悪恶 圧压 囲围 壱壹 隠隐 栄荣 営营 駅驿 円圆 縁缘 艶艳 塩盐 応应 桜樱 仮假 "
    U"価价 壊坏 懐怀 絵绘 拡扩 殻壳 覚觉 楽乐 巻卷 陥陷 勧劝 寛宽 歓欢 観观 気气 帰归 "
    U"戯戏 犠牺 挙举 郷乡 暁晓 駆驱 勲勋 薫薰 恵惠 掲揭 渓溪 経经 蛍萤 軽轻 継继 鶏鸡 "
    U"芸艺 撃击 県县 倹俭 剣剑 険险 圏圈 検检 権权 顕显 験验 厳严 効效 広广 鉱矿 黒黑 "
    U"済济 砕碎 斎斋 剤剂 雑杂 賛赞 糸丝 歯齿 児儿 実实 舎舍 釈释 収收 従从 渋涩 獣兽 "
    U"縦纵 粛肃 処处 奨奖 焼烧 乗乘 剰剩 壌壤 嬢娘 浄净 畳叠 縄绳 譲让 醸酿 図图 粋粹 "
    U"酔醉 穂穗 髄髓 瀬濑 斉齐 摂摄 専专 戦战 繊纤 銭钱 捜搜 挿插 巣巢 総总 聡聪 荘庄 "
    U"騒骚 増增 臓脏 蔵藏 続续 対对 帯带 滝泷 択择 沢泽 単单 団团 弾弹 遅迟 鋳铸 庁厅 "
    U"徴征 聴听 勅敕 逓递 鉄铁 転转 伝传 稲稻 徳德 読读 弐贰 悩恼 脳脑 覇霸 拝拜 廃废 "
    U"売卖 発发 髪发 抜拔 晩晚 浜滨 払拂 仏佛 変变 辺边 舗铺 歩步 豊丰 毎每 満满 黙默 "
    U"訳译 薬药 揺摇 様样 頼赖 覧览 竜龙 両两 猟猎 隣邻 塁垒 涙泪 霊灵 齢龄 歴历 暦历 "
    U"錬炼 労劳 弁辩 働动 呉吴 娯娱 査查 汚污 渇渴 焔焰 煕熙 痩瘦 窓窗 繋系 繍绣 脇胁 "
    U"蝋蜡 讃赞 賎贱 軆体 醤酱 醗酦 頬颊 駄驮 鴎鸥 麹曲 麺面 戸户 戻戾 掻搔 撹搅 曽曾 "
    U"桟栈 欝郁 溌泼 潅灌 噛啮 塡填 壷壶 姫姬 尭尧 巌岩 廏厩 僊仙 冨富 劔剑 剱剑 髙高 "
    U"﨑崎 嵜崎 碕崎 邉边 邨村 濵滨 嶋岛 嶌岛 峯峰 嶽岳 桒桑 𠮷吉 槇槙 舘馆 埜野 龝秋 "
    U"糺纠 圀国 囯国 寳宝 吿告 夀寿 姉姊 姸妍 衞卫 靑青 淸清 敎教 緖绪 鄕乡 鎭镇 鬪斗 "
    U"鬬斗 麪面 熈熙 凞熙 槪概 旣既 卽即 竝并 甁瓶 皐皋 愼慎 秊年 駈驱 鑛矿 砿矿 攷考 "
    U"萠萌 葢盖 衹只 拠据 亀龟 穏稳 穣穰 渕渊 薗园 氷冰 涜渎 聨联 舩船 苺莓 逹达 遡溯 "
    U"靱韧 頚颈 飜翻 鴬莺 兎兔 叡睿 㐂喜 寃冤 彊强 恊协 昻昂 柹柿 栁柳 桺柳 澁涩 珮佩 "
    U"畧略 畵画 皷鼓 礒矶 穐秋 窻窗 罸罚 菴庵 裵裴 諌谏 踈疏 輭软 郞郎 銕铁 鎻锁 鐡铁 "
    U"顚颠 楕椭 珎珍 籔薮 疎疏 尓尔 弍二 斈学 帋纸 躰体 隷隶 蝿蝇 鳫雁 曵曳 鯵鲹 篭笼 "
    U"鹸碱 爕燮 厰厂 堿碱 徃往 懴忏 揷插 甞尝 疉叠 箒帚 糉粽 緜绵 縂总 羢绒 翆翠 臯皋 "
    U"蕚萼 覊羁 譛谮 讐雠 輌辆 閙闹 陜陕 飃飘 飮饮 擧举 歳岁 敍叙 倂并 幷并 襃褒 呑吞 侭尽 "
    U"竃灶 谘咨 讬托 臈腊 滙汇 迯逃 纒缠 囬回 囘回 颕颖 騐验 籖签 聦聪 寗宁 甯宁 栢柏 濶阔 "
    U"稾稿 辧办 酧酬 嵒岩 眀明 槗桥 ";

}  // namespace dragoman::text
